package io.btautomations.btql.value;

/**
 * What an expression is worth on a row. Immutable. Two values are equal exactly if they are the same JSON value:
 * numbers by mathematical value ({@code 1} is {@code 1.0}), objects whatever the order of their keys.
 */
public sealed interface Value
        permits NullValue,
                BooleanValue,
                NumberValue,
                TextValue,
                ArrayValue,
                ObjectValue,
                InstantValue,
                IntervalValue,
                SpreadValue {

    /** Whether this is null, which is also what a missing key is worth. */
    default boolean isNull() {
        return this == NullValue.NULL;
    }
}
