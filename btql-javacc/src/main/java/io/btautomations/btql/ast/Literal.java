package io.btautomations.btql.ast;

import java.util.List;

/** A value written out. */
public sealed interface Literal extends Expression
        permits NullLiteral, BooleanLiteral, NumberLiteral, PercentLiteral, StringLiteral, IntervalLiteral {

    @Override
    default List<Expression> children() {
        return List.of();
    }
}
