package io.btautomations.btql.ast;

/** The two ways to write a query. */
public enum Dialect {
    /** Clauses: {@code select: * | from: project_logs('p') | filter: is_root}. */
    BTQL,
    /** {@code SELECT * FROM project_logs('p') WHERE is_root}. */
    SQL
}
