package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/** An array written out: {@code ['a', metadata.b]}; also the list of {@code IN}. */
public record ArrayConstructor(List<Expression> elements, SourceSpan span) implements Expression {

    public ArrayConstructor {
        elements = List.copyOf(elements);
    }

    @Override
    public List<Expression> children() {
        return elements;
    }
}
