package io.btautomations.btql.bind;

import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.type.RowSchema;

/** Binds expressions that stand alone: filters and group-by expressions. */
public final class FilterBinder {

    private FilterBinder() {}

    /** Binds an expression on one row; of no use if there are errors among {@code findings}. */
    public static BoundExpression bindRowExpression(Expression expression, RowSchema schema, Findings findings) {
        return new ExpressionBinder(new RowScope(schema), findings, ExpressionBinder.Place.ROW, false).bind(expression);
    }
}
