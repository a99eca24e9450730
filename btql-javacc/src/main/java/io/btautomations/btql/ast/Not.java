package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/** {@code NOT x}, and every negated operator but {@code !=} and {@code <!=>}. */
public record Not(Expression operand, SourceSpan span) implements Expression {

    @Override
    public List<Expression> children() {
        return List.of(operand);
    }
}
