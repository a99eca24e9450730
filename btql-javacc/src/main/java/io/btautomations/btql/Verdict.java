package io.btautomations.btql;

/** What a filter says of a row: the three values of its logic, or that the row is no JSON object. */
public enum Verdict {
    /** The filter holds. */
    TRUE,
    /** The filter does not hold. */
    FALSE,
    /**
     * The filter neither holds nor fails, because a value that it needs is null or missing. Treated as not matching.
     */
    UNKNOWN,
    /** The bytes are not one JSON object. */
    MALFORMED
}
