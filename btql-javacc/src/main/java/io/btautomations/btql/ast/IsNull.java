package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/** {@code x IS NULL}, {@code ISNULL x}. */
public record IsNull(Expression operand, SourceSpan span) implements Expression {

    @Override
    public List<Expression> children() {
        return List.of(operand);
    }
}
