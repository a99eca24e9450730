package io.btautomations.btql.print;

import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;

/**
 * Writes trees in their one canonical spelling: on one line, with the fewest parentheses, operators and keywords of SQL
 * in upper case, clauses, functions and literals in lower case, texts in single quotes.
 *
 * <p>What is printed reads back as an equal tree, spans aside, and so prints the same again.
 */
public final class CanonicalPrinter {

    private CanonicalPrinter() {}

    /** A filter, or any other expression by itself, in the spelling of BTQL. */
    public static String filter(Expression expression) {
        return expression(expression, Dialect.BTQL);
    }

    /** An expression in the spelling that it has in a query of a dialect. */
    public static String expression(Expression expression, Dialect dialect) {
        StringBuilder text = new StringBuilder();
        new ExpressionPrinter(dialect, text).print(expression);
        return text.toString();
    }

    /**
     * A query that was read from this dialect, or translated to it.
     *
     * @throws IllegalArgumentException if it has parts that this dialect cannot say; {@link DialectTranslator} finds
     *     out
     */
    public static String query(Query query, Dialect dialect) {
        StringBuilder text = new StringBuilder();
        switch (dialect) {
            case BTQL -> new BtqlPrinter(text).print(query);
            case SQL -> new SqlPrinter(text).print(query);
        }
        return text.toString();
    }
}
