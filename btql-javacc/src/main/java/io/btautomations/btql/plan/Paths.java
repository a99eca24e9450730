package io.btautomations.btql.plan;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.row.PathSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Finds out what must be read for expressions. */
public final class Paths {

    private Paths() {}

    /** The paths of all columns in {@code expressions}. */
    public static PathSet readBy(Collection<BoundExpression> expressions) {
        List<FieldPath> paths = expressions.stream()
                .flatMap(BoundExpression::tree)
                .flatMap(node -> node instanceof BoundExpression.Column column ? Stream.of(column.path()) : Stream.of())
                .toList();
        return PathSet.of(paths);
    }

    /** The paths that a plan reads of the rows of its source. */
    public static PathSet scannedBy(PlanNode plan) {
        return switch (plan) {
            case PlanNode.Scan scan -> scan.paths();
            case PlanNode.Subquery subquery -> scannedBy(subquery.query());
            default -> scannedBy(plan.input().orElseThrow());
        };
    }
}
