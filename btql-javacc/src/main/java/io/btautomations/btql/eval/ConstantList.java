package io.btautomations.btql.eval;

import io.btautomations.btql.function.Comparisons;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Truth;
import io.btautomations.btql.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The list of an {@code IN} that is known beforehand, so that a value is looked up instead of compared one by one. */
final class ConstantList {

    private final List<Value> items;
    private final Set<Value> lookup;
    private final boolean hasNull;
    private final boolean hasInstants;

    private ConstantList(List<Value> items) {
        this.items = items;
        this.lookup = new HashSet<>(items);
        this.hasNull = items.contains(NullValue.NULL);
        this.hasInstants = items.stream().anyMatch(InstantValue.class::isInstance);
    }

    static ConstantList of(List<Value> items) {
        return new ConstantList(List.copyOf(items));
    }

    /** As {@link Comparisons#in(Value, List)}. */
    Truth contains(Value value) {
        return switch (value) {
            case NullValue none -> Truth.UNKNOWN;
            case ArrayValue array -> Comparisons.in(array, items);
            case SpreadValue spread -> Comparisons.in(spread, items);
            case ObjectValue object -> Comparisons.in(object, items);
            case InstantValue instant -> Comparisons.in(instant, items);
            case TextValue text when hasInstants -> Comparisons.in(text, items);
            default -> lookup.contains(value) ? Truth.TRUE : hasNull ? Truth.UNKNOWN : Truth.FALSE;
        };
    }
}
