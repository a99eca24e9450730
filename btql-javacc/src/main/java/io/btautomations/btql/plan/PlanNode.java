package io.btautomations.btql.plan;

import io.btautomations.btql.ast.Sample;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.row.PathSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A step of a query. Each takes the rows of its input and gives rows to the step above it. Immutable.
 *
 * <p>{@link Scan}, {@link Subquery} and {@link Summarize} make rows with columns: their {@code paths} are what steps
 * above read of them. The steps above {@link Group} read derived columns only.
 */
public sealed interface PlanNode {

    /** Where this step's rows come from; empty for the first step. */
    default Optional<PlanNode> input() {
        return Optional.empty();
    }

    /** Reads rows. */
    record Scan(Optional<String> source, List<String> ids, Shape shape, PathSet paths) implements PlanNode {}

    /** Runs another query. */
    record Subquery(PlanNode query, PathSet paths) implements PlanNode {}

    /**
     * Passes all spans of the traces for which the condition holds. As derived columns, {@code onSpan} and
     * {@code onTrace} read whether the trace has a span for each of {@code anySpan}.
     *
     * @param anySpan conditions on single spans
     * @param onSpan a condition that one span must satisfy
     * @param onTrace a condition on the derived columns alone
     */
    record SelectTraces(
            PlanNode from,
            List<BoundExpression> anySpan,
            Optional<BoundExpression> onSpan,
            Optional<BoundExpression> onTrace)
            implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Makes one row of the spans of each trace. */
    record Summarize(PlanNode from, PathSet paths) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Passes the rows for which the condition is true. */
    record Filter(PlanNode from, BoundExpression condition) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Gives a row for each entry of a value, with its key and value as further derived columns. */
    record Unpivot(PlanNode from, BoundQuery.Unpivot entries) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Passes some rows, chosen at random. */
    record TakeSample(PlanNode from, Sample sample) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Passes the rows that come after a cursor. */
    record After(PlanNode from, long cursor, SortDirection direction) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Gives a row for each combination of keys, with keys and then aggregates as derived columns. */
    record Group(PlanNode from, BoundQuery.Grouping grouping) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Orders rows; equal ones stay as they were. */
    record Sort(PlanNode from, List<BoundQuery.Sort> keys) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Passes the first rows. */
    record Limit(PlanNode from, long count) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /**
     * Makes the rows of the result.
     *
     * @param star whether all fields of the row come first
     * @param preview characters of previews of large fields; empty or negative for the values themselves
     * @param givesCursor whether the rows are in the order of their pagination key
     */
    record Project(
            PlanNode from, boolean star, List<BoundQuery.Output> outputs, OptionalInt preview, boolean givesCursor)
            implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Makes columns of the values of a key. */
    record Pivot(PlanNode from, BoundQuery.Pivot pivot) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }

    /** Gives a row for each field that rows have. */
    record Infer(PlanNode from, BoundQuery.Infer infer) implements PlanNode {
        @Override
        public Optional<PlanNode> input() {
            return Optional.of(from);
        }
    }
}
