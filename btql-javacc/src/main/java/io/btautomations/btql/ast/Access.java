package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/**
 * A value within a computed value: {@code json_extract(metadata.config, 'models')[0]}. What begins at a field is a
 * {@link Path}.
 *
 * @param base neither a {@link Path} nor an {@link Access}
 * @param steps at least one
 */
public record Access(Expression base, List<PathStep> steps, SourceSpan span) implements Expression {

    public Access {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || base instanceof Path || base instanceof Access) {
            throw new IllegalArgumentException("steps into a field belong to its path");
        }
    }

    @Override
    public List<Expression> children() {
        return List.of(base);
    }
}
