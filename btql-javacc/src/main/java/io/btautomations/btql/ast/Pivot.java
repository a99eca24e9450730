package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A column for each value of a grouping column: {@code pivot: total} or {@code PIVOT (sum(value) FOR score IN (ANY))}.
 *
 * @param measures what the new columns hold: in BTQL names of measures, in SQL aggregates; at least one
 * @param column the column whose values become columns; absent in BTQL, where it is the last dimension
 */
public record Pivot(List<AliasedExpression> measures, Optional<Path> column, SourceSpan span) implements Node {

    public Pivot {
        measures = List.copyOf(measures);
        if (measures.isEmpty()) {
            throw new IllegalArgumentException("a pivot has at least one measure");
        }
    }
}
