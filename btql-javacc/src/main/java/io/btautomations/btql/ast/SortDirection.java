package io.btautomations.btql.ast;

/** The order of a sort. */
public enum SortDirection {
    ASCENDING,
    DESCENDING
}
