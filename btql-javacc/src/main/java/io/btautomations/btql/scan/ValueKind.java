package io.btautomations.btql.scan;

/** What a row has where a path leads. */
public enum ValueKind {
    /** Nothing: a key or an element on the way is missing, or what should hold it is of another kind. */
    MISSING,
    /** The literal {@code null}. */
    NULL,
    /** The literal {@code false}. */
    FALSE,
    /** The literal {@code true}. */
    TRUE,
    /** A number; its text follows the grammar of JSON. */
    NUMBER,
    /** A string without escapes: the bytes between its quotes are its value. */
    STRING,
    /** A string with at least one backslash. */
    ESCAPED_STRING,
    /** An object. */
    OBJECT,
    /** An array. */
    ARRAY,
    /**
     * An array that stands where the path asks for a key: the path may go on in each of its elements.
     * {@link Slots#depth} says how many steps lead to the array.
     */
    SPREAD;

    /** Whether this is a string, with or without escapes. */
    public boolean isString() {
        return this == STRING || this == ESCAPED_STRING;
    }
}
