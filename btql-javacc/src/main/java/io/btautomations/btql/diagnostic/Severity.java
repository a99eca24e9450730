package io.btautomations.btql.diagnostic;

/** How much a {@link Diagnostic} matters. */
public enum Severity {
    /** The text has no meaning. */
    ERROR,
    /** The text has a meaning, but perhaps not the intended one. */
    WARNING
}
