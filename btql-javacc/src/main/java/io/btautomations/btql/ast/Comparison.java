package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/** {@code left operator right}, with a truth value. */
public record Comparison(ComparisonOperator operator, Expression left, Expression right, SourceSpan span)
        implements Expression {

    public Comparison {
        if (operator == ComparisonOperator.IS && right instanceof NullLiteral) {
            throw new IllegalArgumentException("x IS NULL is an IsNull");
        }
    }

    @Override
    public List<Expression> children() {
        return List.of(left, right);
    }
}
