package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/**
 * {@code value IN (a, b)}, {@code value IN [a, b]} or {@code value IN metadata.list}.
 *
 * @param list an {@link ArrayConstructor} for a list written out, with parentheses or brackets; else a field or a
 *     function call whose value is an array
 */
public record In(Expression value, Expression list, SourceSpan span) implements Expression {

    public In {
        boolean possible = list instanceof ArrayConstructor
                || list instanceof Path
                || list instanceof FunctionCall
                || (list instanceof Access access && access.base() instanceof FunctionCall);
        if (!possible) {
            throw new IllegalArgumentException("IN takes a list, a field or a function call");
        }
    }

    @Override
    public List<Expression> children() {
        return List.of(value, list);
    }
}
