package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/**
 * A field of the row, or a value within it: {@code metadata.models[0]."full name"}. Also how an alias is used.
 *
 * @param steps at least one, the first is a key
 */
public record Path(List<PathStep> steps, SourceSpan span) implements Expression {

    public Path {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !(steps.getFirst() instanceof KeyStep)) {
            throw new IllegalArgumentException("a path begins with a key");
        }
    }

    /** The first key: the column. */
    public String root() {
        return ((KeyStep) steps.getFirst()).key();
    }

    @Override
    public List<Expression> children() {
        return List.of();
    }
}
