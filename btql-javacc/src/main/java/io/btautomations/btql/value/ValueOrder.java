package io.btautomations.btql.value;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The two orders of values: the partial one of {@code <}, and the total one of sorting. */
public final class ValueOrder {

    /**
     * Order for sorting, ascending: numbers, strings, booleans, instants, intervals, arrays, objects. Null comes after
     * everything else; a descending sort keeps it there with {@link #DESCENDING}.
     */
    public static final Comparator<Value> ASCENDING = ValueOrder::compareTotal;

    /** The reverse of {@link #ASCENDING}, with null still at the end. */
    public static final Comparator<Value> DESCENDING =
            (left, right) -> left.isNull() || right.isNull() ? compareTotal(left, right) : compareTotal(right, left);

    private ValueOrder() {}

    /** How two values compare under {@code <}; empty if one is null or they are of types that have no common order. */
    public static OptionalInt compare(Value left, Value right) {
        if (left instanceof NumberValue a && right instanceof NumberValue b) {
            return OptionalInt.of(a.compareTo(b));
        }
        if (left instanceof TextValue a && right instanceof TextValue b) {
            return OptionalInt.of(a.compareTo(b));
        }
        if (left instanceof InstantValue a && right instanceof InstantValue b) {
            return OptionalInt.of(a.instant().compareTo(b.instant()));
        }
        if (left instanceof IntervalValue a && right instanceof IntervalValue b) {
            return OptionalInt.of(a.length().compareTo(b.length()));
        }
        if (left instanceof BooleanValue a && right instanceof BooleanValue b) {
            return OptionalInt.of(Boolean.compare(a.value(), b.value()));
        }
        return OptionalInt.empty();
    }

    private static int compareTotal(Value left, Value right) {
        OptionalInt natural = compare(left, right);
        if (natural.isPresent()) {
            return natural.getAsInt();
        }
        int byType = Integer.compare(typeRank(left), typeRank(right));
        if (byType != 0) {
            return byType;
        }
        return switch (left) {
            case ObjectValue object -> compareMembers(object, (ObjectValue) right);
            case ArrayValue array -> compareElements(array.elements(), elements(right));
            case SpreadValue spread -> compareElements(spread.elements(), elements(right));
            default -> 0;
        };
    }

    private static int typeRank(Value value) {
        return switch (value) {
            case NumberValue number -> 0;
            case TextValue text -> 1;
            case BooleanValue bool -> 2;
            case InstantValue instant -> 3;
            case IntervalValue interval -> 4;
            case ArrayValue array -> 5;
            case SpreadValue spread -> 5;
            case ObjectValue object -> 6;
            case NullValue none -> 7;
        };
    }

    private static List<Value> elements(Value array) {
        return array instanceof SpreadValue spread ? spread.elements() : ((ArrayValue) array).elements();
    }

    private static int compareElements(List<Value> left, List<Value> right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            int order = compareTotal(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compareMembers(ObjectValue left, ObjectValue right) {
        Iterator<Map.Entry<String, Value>> others =
                new TreeMap<>(right.members()).entrySet().iterator();
        for (Map.Entry<String, Value> member : new TreeMap<>(left.members()).entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            Map.Entry<String, Value> other = others.next();
            int byKey = TextValue.compare(member.getKey(), other.getKey());
            int order = byKey != 0 ? byKey : compareTotal(member.getValue(), other.getValue());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }
}
