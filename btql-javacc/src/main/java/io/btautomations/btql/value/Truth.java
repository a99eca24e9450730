package io.btautomations.btql.value;

/** The three values of the logic of conditions. */
public enum Truth {
    TRUE,
    FALSE,
    /** Neither, because a value that decides is null. */
    UNKNOWN;

    /** {@link #TRUE} or {@link #FALSE}. */
    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /**
     * What a value says as a condition: booleans for themselves, numbers are true unless 0, a spread value if any of
     * its elements is true; anything else says nothing.
     */
    public static Truth of(Value value) {
        return switch (value) {
            case BooleanValue bool -> of(bool.value());
            case NumberValue number -> of(!number.equals(NumberValue.of(0)));
            case SpreadValue spread -> spread.elements().stream().map(Truth::of).reduce(FALSE, Truth::or);
            default -> UNKNOWN;
        };
    }

    /** True if both are, false if one is. */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE ? other : UNKNOWN;
    }

    /** True if one is, false if both are. */
    public Truth or(Truth other) {
        if (this == TRUE || other == TRUE) {
            return TRUE;
        }
        return this == FALSE ? other : UNKNOWN;
    }

    /** True if this is false, and the other way round. */
    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** This as the worth of an expression; unknown is null. */
    public Value toValue() {
        return switch (this) {
            case TRUE -> BooleanValue.TRUE;
            case FALSE -> BooleanValue.FALSE;
            case UNKNOWN -> NullValue.NULL;
        };
    }
}
