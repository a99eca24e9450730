package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * {@code project_logs('id') traces}, {@code experiment('a', 'b', shape => 'summary')}, or a bare name.
 *
 * @param name in lower case for a call such as {@code project_logs}
 * @param ids ids or names of the objects, as quoted; empty for a bare name
 * @param shape absent if the text does not say, which means {@link Shape#SPANS}
 */
public record Source(Name name, List<StringLiteral> ids, Optional<Shape> shape, SourceSpan span) implements From {

    public Source {
        ids = List.copyOf(ids);
    }
}
