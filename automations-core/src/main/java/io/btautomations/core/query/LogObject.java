package io.btautomations.core.query;

import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * What keeps rows at Braintrust: the logs of a project, an experiment, a dataset.
 *
 * @param type as queries spell it, for example {@code project_logs}
 * @param id its id, or its name
 */
public record LogObject(String type, String id) {

    /** The rows of the object as queries name them. */
    Source rows(Shape shape) {
        return new Source(
                new Name(type, SourceSpan.NONE),
                List.of(Trees.text(id)),
                shape == Shape.SPANS ? Optional.empty() : Optional.of(shape),
                SourceSpan.NONE);
    }

    /** {@code project_logs('id')}. */
    @Override
    public String toString() {
        return type + "('" + id + "')";
    }
}
