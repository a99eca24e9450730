package io.btautomations.btql.execute;

/** A query that needs more memory than its {@link QueryLimits} allow. The message says which limit and what to do. */
public final class QueryLimitException extends Exception {

    private static final long serialVersionUID = 1L;

    QueryLimitException(String message) {
        super(message);
    }
}
