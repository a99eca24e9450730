package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/** {@code -x} of anything but a number written out. */
public record Negate(Expression operand, SourceSpan span) implements Expression {

    @Override
    public List<Expression> children() {
        return List.of(operand);
    }
}
