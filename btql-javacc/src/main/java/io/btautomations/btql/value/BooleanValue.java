package io.btautomations.btql.value;

/** True or false. */
public enum BooleanValue implements Value {
    TRUE,
    FALSE;

    /** The value for {@code value}. */
    public static BooleanValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** This as a Java boolean. */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public String toString() {
        return this == TRUE ? "true" : "false";
    }
}
