package io.btautomations.btql.value;

import java.util.List;

/**
 * What a path is worth that leads through an array without saying which element: the values found behind each element,
 * those that are missing left out. Comparisons hold if they hold for any of them; everywhere else it is that array.
 */
public record SpreadValue(List<Value> elements) implements Value {

    public SpreadValue {
        elements = List.copyOf(elements);
    }

    /** {@code value}, where a path through an array counts as the array of what it found. */
    public static Value whole(Value value) {
        return value instanceof SpreadValue spread ? spread.toArray() : value;
    }

    /** The array of the values found. */
    public ArrayValue toArray() {
        return new ArrayValue(elements);
    }
}
