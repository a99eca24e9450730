package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/** {@code left operator right} with numbers, or a time and an interval. */
public record Arithmetic(ArithmeticOperator operator, Expression left, Expression right, SourceSpan span)
        implements Expression {

    @Override
    public List<Expression> children() {
        return List.of(left, right);
    }
}
