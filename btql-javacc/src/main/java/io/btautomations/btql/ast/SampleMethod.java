package io.btautomations.btql.ast;

/** What the number of a {@link Sample} means. */
public enum SampleMethod {
    /** The fraction of the rows, 0 to 1. */
    RATE,
    /** The number of rows. */
    COUNT
}
