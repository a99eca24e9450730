package io.btautomations.btql.plan;

import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundExpression.AnySpan;
import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.bind.BoundExpression.Derived;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.bind.SummaryConditions;
import io.btautomations.btql.function.EstimatedCost;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.type.BtqlType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Decides on the steps of a query: what is known to be needed early is done early. */
public final class Planner {

    /** Characters of a preview in summary rows where the text does not say. */
    public static final int DEFAULT_PREVIEW = 124;

    private static final Column PAGINATION_KEY = new Column(FieldPath.of("_pagination_key"), List.of(), BtqlType.TEXT);

    private final Optimizer optimizer;
    private final DefaultOrder order;

    /** @param offset by which functions of constant times are calculated */
    public Planner(ZoneOffset offset, DefaultOrder order) {
        this.optimizer = new Optimizer(offset);
        this.order = order;
    }

    /**
     * The plan for {@code query}; its last step is a {@code Project}, {@code Pivot}, {@code Limit} or {@code Infer}.
     */
    public PlanNode plan(BoundQuery query) {
        PlanNode rows = filtered(query);
        for (BoundQuery.Unpivot unpivot : query.unpivots()) {
            BoundExpression expression = optimizer.optimize(unpivot.expression());
            rows = new PlanNode.Unpivot(rows, new BoundQuery.Unpivot(expression, unpivot.hasKey(), unpivot.names()));
        }
        rows = filter(rows, withUnpivoted(query.filters(), true));
        if (query.sample().isPresent()) {
            rows = new PlanNode.TakeSample(rows, query.sample().get());
        }
        if (query.infer().isPresent()) {
            return new PlanNode.Infer(rows, query.infer().get());
        }
        List<BoundQuery.Sort> sort = sort(query);
        if (query.cursor().isPresent()) {
            SortDirection direction =
                    sort.isEmpty() ? SortDirection.DESCENDING : sort.getFirst().direction();
            rows = new PlanNode.After(rows, query.cursor().getAsLong(), direction);
        }
        if (query.grouping().isPresent()) {
            rows = new PlanNode.Group(rows, optimized(query.grouping().get()));
        }
        if (query.having().isPresent()) {
            rows = filter(rows, List.of(query.having().get()));
        }
        return output(query, rows, sort);
    }

    private PlanNode output(BoundQuery query, PlanNode input, List<BoundQuery.Sort> sort) {
        PlanNode rows = sort.isEmpty() ? input : new PlanNode.Sort(input, sort);
        boolean isPivoted = query.pivot().isPresent();
        if (query.limit().isPresent() && !isPivoted) {
            rows = new PlanNode.Limit(rows, query.limit().getAsLong());
        }
        if (isPivoted) {
            rows = new PlanNode.Pivot(rows, optimized(query.pivot().get()));
            return query.limit().isPresent()
                    ? new PlanNode.Limit(rows, query.limit().getAsLong())
                    : rows;
        }
        return new PlanNode.Project(
                rows,
                query.star(),
                optimized(query.outputs()),
                preview(query),
                query.hasNaturalOrder() && !sort.isEmpty() && query.unpivots().isEmpty());
    }

    private static OptionalInt preview(BoundQuery query) {
        boolean isSummary = query.from() instanceof BoundQuery.Rows read && read.shape() == Shape.SUMMARY;
        return query.previewLength().isEmpty() && isSummary ? OptionalInt.of(DEFAULT_PREVIEW) : query.previewLength();
    }

    private PlanNode filtered(BoundQuery query) {
        List<BoundExpression> conditions = withUnpivoted(query.filters(), false);
        return switch (query.from()) {
            case BoundQuery.Subquery inner ->
                filter(new PlanNode.Subquery(plan(inner.query()), rowPaths(query)), conditions);
            case BoundQuery.Rows read ->
                switch (read.shape()) {
                    case SPANS -> filter(scan(read, scannedBy(query)), conditions);
                    case TRACES -> filter(selectTraces(scan(read, scannedBy(query)), conditions), query.spanFilters());
                    case SUMMARY -> summary(query, read, conditions);
                };
        };
    }

    private PlanNode summary(BoundQuery query, BoundQuery.Rows read, List<BoundExpression> conditions) {
        List<BoundExpression> onSummary =
                conditions.stream().filter(SummaryConditions::readsSummary).toList();
        List<BoundExpression> onSpans = conditions.stream()
                .filter(condition -> !SummaryConditions.readsSummary(condition))
                .toList();
        List<BoundExpression> scanned = new ArrayList<>(query.spanFilters());
        SummaryFields.READ.forEach(field -> scanned.add(column(field)));
        EstimatedCost.FIELDS.forEach(keys -> scanned.add(column(new FieldPath(keys))));
        scanned.addAll(traceKey());
        scanned.add(column(FieldPath.ROW));
        PlanNode spans = filter(selectTraces(scan(read, Paths.readBy(scanned)), onSpans), query.spanFilters());
        List<BoundExpression> readAbove = new ArrayList<>(rowExpressions(query));
        readAbove.addAll(onSummary);
        return filter(new PlanNode.Summarize(spans, pathsOf(query, readAbove)), onSummary);
    }

    private static PlanNode scan(BoundQuery.Rows read, PathSet paths) {
        return new PlanNode.Scan(read.source(), read.ids(), read.shape(), paths);
    }

    /** The paths that everything but the choice of traces reads of scanned rows. */
    private PathSet scannedBy(BoundQuery query) {
        List<BoundExpression> expressions = new ArrayList<>(rowExpressions(query));
        expressions.addAll(query.filters());
        expressions.addAll(query.spanFilters());
        if (query.from() instanceof BoundQuery.Rows read && read.shape() != Shape.SPANS) {
            expressions.addAll(traceKey());
        }
        return pathsOf(query, expressions);
    }

    private static List<BoundExpression> traceKey() {
        return SummaryFields.TRACE_KEY.stream().map(Planner::column).toList();
    }

    private static BoundExpression column(FieldPath path) {
        return new Column(path, List.of(), BtqlType.ANY);
    }

    private PathSet rowPaths(BoundQuery query) {
        List<BoundExpression> expressions = new ArrayList<>(rowExpressions(query));
        expressions.addAll(query.filters());
        return pathsOf(query, expressions);
    }

    private static PathSet pathsOf(BoundQuery query, List<BoundExpression> expressions) {
        List<BoundExpression> all = new ArrayList<>(expressions);
        if (query.grouping().isEmpty() || query.cursor().isPresent()) {
            all.add(PAGINATION_KEY);
        }
        if (query.star() || query.infer().isPresent()) {
            all.add(new Column(FieldPath.ROW, List.of(), BtqlType.OBJECT));
        }
        return Paths.readBy(all);
    }

    /** What is calculated from the columns of rows after the filters. */
    private static List<BoundExpression> rowExpressions(BoundQuery query) {
        Stream<BoundExpression> groups = query.grouping().stream()
                .flatMap(grouping -> Stream.concat(grouping.keys().stream(), grouping.aggregates().stream()));
        Stream<BoundExpression> results = Stream.of(
                        query.outputs().stream().map(BoundQuery.Output::expression),
                        query.sort().stream().map(BoundQuery.Sort::expression),
                        query.having().stream())
                .flatMap(each -> each);
        return Stream.of(query.unpivots().stream().map(BoundQuery.Unpivot::expression), groups, results)
                .flatMap(each -> each)
                .toList();
    }

    private PlanNode selectTraces(PlanNode spans, List<BoundExpression> conditions) {
        if (conditions.isEmpty()) {
            return spans;
        }
        List<BoundExpression> anySpan = new ArrayList<>();
        List<BoundExpression> onSpan = new ArrayList<>();
        List<BoundExpression> onTrace = new ArrayList<>();
        for (BoundExpression condition : conditions) {
            BoundExpression numbered = numberAnySpans(condition, anySpan);
            boolean readsSpan = numbered.tree().anyMatch(Column.class::isInstance);
            boolean readsTrace = numbered.tree().anyMatch(Derived.class::isInstance);
            (readsTrace && !readsSpan ? onTrace : onSpan).add(numbered);
        }
        return new PlanNode.SelectTraces(spans, List.copyOf(anySpan), joined(onSpan), joined(onTrace));
    }

    private BoundExpression numberAnySpans(BoundExpression condition, List<BoundExpression> anySpan) {
        if (condition instanceof AnySpan any) {
            BoundExpression inner = optimizer.optimize(any.condition());
            int index = anySpan.indexOf(inner);
            if (index < 0) {
                index = anySpan.size();
                anySpan.add(inner);
            }
            return new Derived(index, "any_span " + (index + 1), BtqlType.BOOLEAN);
        }
        return condition.withChildren(child -> numberAnySpans(child, anySpan));
    }

    private Optional<BoundExpression> joined(List<BoundExpression> conditions) {
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(optimizer.optimize(new BoundExpression.And(List.copyOf(conditions))));
    }

    private PlanNode filter(PlanNode input, List<BoundExpression> conditions) {
        Optional<BoundExpression> condition = joined(conditions);
        return condition.isPresent() ? new PlanNode.Filter(input, condition.get()) : input;
    }

    /** Conditions that read unpivoted columns, or those that do not. */
    private static List<BoundExpression> withUnpivoted(List<BoundExpression> conditions, boolean wanted) {
        return conditions.stream()
                .filter(condition -> condition.tree().anyMatch(Derived.class::isInstance) == wanted)
                .toList();
    }

    private List<BoundQuery.Sort> sort(BoundQuery query) {
        boolean isByDefault = query.sort().isEmpty()
                && query.hasNaturalOrder()
                && order != DefaultOrder.AS_READ
                && query.from() instanceof BoundQuery.Rows;
        if (isByDefault) {
            SortDirection direction =
                    order == DefaultOrder.NEWEST_FIRST ? SortDirection.DESCENDING : SortDirection.ASCENDING;
            return List.of(new BoundQuery.Sort(PAGINATION_KEY, direction));
        }
        List<BoundQuery.Sort> sort = new ArrayList<>();
        for (BoundQuery.Sort each : query.sort()) {
            sort.add(new BoundQuery.Sort(sortable(each.expression()), each.direction()));
        }
        boolean isByTransaction = query.hasNaturalOrder()
                && !sort.isEmpty()
                && !sort.getFirst().expression().equals(PAGINATION_KEY);
        if (isByTransaction) {
            sort.add(new BoundQuery.Sort(PAGINATION_KEY, sort.getFirst().direction()));
        }
        return List.copyOf(sort);
    }

    private BoundExpression sortable(BoundExpression expression) {
        return optimizer.optimize(
                expression.type() == BtqlType.DATETIME ? new BoundExpression.AsInstant(expression) : expression);
    }

    private BoundQuery.Grouping optimized(BoundQuery.Grouping grouping) {
        return new BoundQuery.Grouping(
                grouping.keys().stream().map(optimizer::optimize).toList(),
                grouping.aggregates().stream()
                        .map(aggregate -> (BoundExpression.Aggregate) optimizer.optimize(aggregate))
                        .toList());
    }

    private List<BoundQuery.Output> optimized(List<BoundQuery.Output> outputs) {
        return outputs.stream()
                .map(output -> new BoundQuery.Output(output.name(), optimizer.optimize(output.expression())))
                .toList();
    }

    private BoundQuery.Pivot optimized(BoundQuery.Pivot pivot) {
        return new BoundQuery.Pivot(
                optimizer.optimize(pivot.column()), optimized(pivot.keys()), optimized(pivot.measures()));
    }
}
