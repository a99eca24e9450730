package io.btautomations.btql.plan;

/** The order of rows of a query that does not sort and does not group. */
public enum DefaultOrder {
    /** By falling {@code _pagination_key}; rows without it come last, as they were read. What Braintrust does. */
    NEWEST_FIRST,
    /** By rising {@code _pagination_key}; rows without it come last, as they were read. */
    OLDEST_FIRST,
    /** As they were read, which needs no memory. */
    AS_READ
}
