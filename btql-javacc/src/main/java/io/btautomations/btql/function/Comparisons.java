package io.btautomations.btql.function;

import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.IsoTime;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Truth;
import io.btautomations.btql.value.Value;
import io.btautomations.btql.value.ValueOrder;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;

/**
 * The operators that compare two values. Null on a side makes the answer unknown, a value found through an array
 * without index is right if any of its elements is, and a string beside an instant is read as an instant.
 */
public final class Comparisons {

    private Comparisons() {}

    /** {@code left = right}: values of different types are unequal. */
    public static Truth equal(Value left, Value right) {
        if (left instanceof SpreadValue || right instanceof SpreadValue) {
            return any(left, right, Comparisons::equal);
        }
        if (left.isNull() || right.isNull()) {
            return Truth.UNKNOWN;
        }
        if (left instanceof InstantValue && right instanceof TextValue) {
            return equal(left, toInstant(right));
        }
        if (right instanceof InstantValue && left instanceof TextValue) {
            return equal(toInstant(left), right);
        }
        return Truth.of(left.equals(right));
    }

    /** {@code left <=> right}: as {@link #equal}, but null equals null and nothing else. */
    public static boolean same(Value left, Value right) {
        return left.isNull() || right.isNull() ? left.isNull() && right.isNull() : equal(left, right) == Truth.TRUE;
    }

    /**
     * Whether the order of {@code left} and {@code right} is as {@code holds} wants it; unknown where {@code <} has no
     * answer: for null and for values of different types.
     */
    public static Truth ordered(Value left, Value right, IntPredicate holds) {
        if (left instanceof SpreadValue || right instanceof SpreadValue) {
            return any(left, right, (a, b) -> ordered(a, b, holds));
        }
        if (left instanceof InstantValue && right instanceof TextValue) {
            return ordered(left, toInstant(right), holds);
        }
        if (right instanceof InstantValue && left instanceof TextValue) {
            return ordered(toInstant(left), right, holds);
        }
        OptionalInt order = ValueOrder.compare(left, right);
        return order.isEmpty() ? Truth.UNKNOWN : Truth.of(holds.test(order.getAsInt()));
    }

    /**
     * {@code value IN list}. An array on the left is in the list if one of its elements is. Not finding the value in a
     * list that holds null is unknown.
     */
    public static Truth in(Value value, List<Value> list) {
        if (value.isNull()) {
            return Truth.UNKNOWN;
        }
        Truth whole = value instanceof SpreadValue ? Truth.FALSE : isOneOf(value, list);
        return switch (value) {
            case ArrayValue array -> whole.or(anyIsOneOf(array.elements(), list));
            case SpreadValue spread -> anyIsOneOf(spread.elements(), list);
            default -> whole;
        };
    }

    /**
     * {@code value IN list} for a list that is the worth of an expression: an array, or one value instead of a list.
     */
    public static Truth in(Value value, Value list) {
        return switch (list) {
            case NullValue none -> Truth.UNKNOWN;
            case ArrayValue array -> in(value, array.elements());
            case SpreadValue spread -> in(value, spread.elements());
            default -> in(value, List.of(list));
        };
    }

    private static Truth isOneOf(Value value, List<Value> list) {
        Truth found = Truth.FALSE;
        for (Value item : list) {
            found = found.or(equal(value, item));
            if (found == Truth.TRUE) {
                return found;
            }
        }
        return found;
    }

    private static Truth anyIsOneOf(List<Value> elements, List<Value> list) {
        Truth found = list.contains(NullValue.NULL) ? Truth.UNKNOWN : Truth.FALSE;
        for (Value element : elements) {
            if (!element.isNull() && isOneOf(element, list) == Truth.TRUE) {
                return Truth.TRUE;
            }
        }
        return found;
    }

    /**
     * {@code haystack INCLUDES needle}: whether an array has the needle among its elements or an object among its
     * top-level values. False for everything else, null too.
     */
    public static Truth includes(Value haystack, Value needle) {
        return Truth.of(
                switch (haystack) {
                    case ArrayValue array -> holds(array.elements(), needle);
                    case ObjectValue object -> holds(object.members().values(), needle);
                    case SpreadValue spread ->
                        holds(spread.elements(), needle)
                                || spread.elements().stream()
                                        .anyMatch(element -> includes(element, needle) == Truth.TRUE);
                    default -> false;
                });
    }

    private static boolean holds(Iterable<Value> values, Value needle) {
        Value wanted = needle instanceof SpreadValue spread ? spread.toArray() : needle;
        for (Value value : values) {
            if (same(value, wanted)) {
                return true;
            }
        }
        return false;
    }

    /** {@code value LIKE pattern}: unknown on null, false on what is no string. */
    public static Truth like(Value value, LikePattern pattern) {
        return switch (value) {
            case TextValue text -> Truth.of(pattern.matches(text.text()));
            case NullValue none -> Truth.UNKNOWN;
            case SpreadValue spread ->
                Truth.of(spread.elements().stream().anyMatch(element -> like(element, pattern) == Truth.TRUE));
            default -> Truth.FALSE;
        };
    }

    /** {@code value MATCH phrase}: unknown on null. */
    public static Truth match(Value value, Phrase phrase) {
        return value.isNull() ? Truth.UNKNOWN : Truth.of(phrase.isIn(value));
    }

    /** The instant that a value is or spells, else null. */
    public static Value toInstant(Value value) {
        return switch (value) {
            case InstantValue instant -> instant;
            case TextValue text ->
                IsoTime.parse(text.text()).<Value>map(InstantValue::new).orElse(NullValue.NULL);
            case SpreadValue spread -> spreadOfInstants(spread);
            default -> NullValue.NULL;
        };
    }

    private static Value spreadOfInstants(SpreadValue spread) {
        List<Value> instants = spread.elements().stream()
                .map(Comparisons::toInstant)
                .filter(instant -> !instant.isNull())
                .toList();
        return instants.isEmpty() ? NullValue.NULL : new SpreadValue(instants);
    }

    /** True if the answer is true for a pair of elements, unknown if it is unknown for all of them, else false. */
    private static Truth any(Value left, Value right, BiFunction<Value, Value, Truth> comparison) {
        boolean anyKnown = false;
        for (Value a : each(left)) {
            for (Value b : each(right)) {
                Truth answer = comparison.apply(a, b);
                if (answer == Truth.TRUE) {
                    return Truth.TRUE;
                }
                anyKnown |= answer == Truth.FALSE;
            }
        }
        return anyKnown ? Truth.FALSE : Truth.UNKNOWN;
    }

    private static List<Value> each(Value value) {
        return value instanceof SpreadValue spread ? spread.elements() : List.of(value);
    }
}
