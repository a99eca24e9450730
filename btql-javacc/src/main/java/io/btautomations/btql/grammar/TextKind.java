package io.btautomations.btql.grammar;

/** What a text is. */
public enum TextKind {
    /** One expression, such as the filter of an automation. */
    FILTER,
    /** A query of clauses: {@code select: * | from: project_logs('p')}. */
    BTQL,
    /** A query that begins with {@code SELECT}. */
    SQL
}
