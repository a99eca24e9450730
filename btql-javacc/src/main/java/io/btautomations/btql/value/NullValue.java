package io.btautomations.btql.value;

/** JSON null, and what is not there. */
public enum NullValue implements Value {
    /** The only one. */
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
