package io.btautomations.engine.serve;

import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.bind.BoundExpression.Comparison;
import io.btautomations.btql.bind.BoundExpression.Constant;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.value.TextValue;
import io.btautomations.engine.serve.log.KeyRange;
import io.btautomations.engine.serve.log.Keys;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A plan for rows that come in the order of their keys: where that is the order of the result, nothing is sorted and
 * reading ends with the limit; what the query says of keys decides where it begins.
 *
 * @param plan what is to be done
 * @param scan its step that reads rows
 * @param range keys of the rows that it can need
 * @param isAscending whether it needs the rows in the order of their keys, or against it
 * @param isLimited whether the result has fewer rows than the query asks for
 */
record PagePlan(PlanNode plan, PlanNode.Scan scan, KeyRange range, boolean isAscending, boolean isLimited) {

    private static final FieldPath KEY = FieldPath.of("_pagination_key");
    private static final FieldPath TRANSACTION = FieldPath.of("_xact_id");

    /**
     * Makes a plan of one for any rows.
     *
     * @param mostRows of a result
     */
    static PagePlan of(PlanNode plan, long mostRows) {
        boolean isLimited = limit(plan).orElse(0) > mostRows;
        PlanNode limited = limited(plan, mostRows);
        return new PagePlan(limited, scan(limited), range(limited, KeyRange.ALL), true, isLimited);
    }

    /**
     * The same without a sort that is not needed.
     *
     * @param ordersTransactions whether rows that are in the order of keys are in the order of transactions, too
     */
    PagePlan unsorted(boolean ordersTransactions) {
        if (!(plan instanceof PlanNode.Project project)) {
            return this;
        }
        PlanNode input = project.from();
        OptionalLong limit = OptionalLong.empty();
        if (input instanceof PlanNode.Limit limited) {
            limit = OptionalLong.of(limited.count());
            input = limited.from();
        }
        if (!(input instanceof PlanNode.Sort sort)
                || !isByKey(sort.keys(), ordersTransactions)
                || !isOrdered(sort.from())) {
            return this;
        }
        PlanNode rows = limit.isPresent() ? new PlanNode.Limit(sort.from(), limit.getAsLong()) : sort.from();
        PlanNode unsorted =
                new PlanNode.Project(rows, project.star(), project.outputs(), project.preview(), project.givesCursor());
        boolean ascending = sort.keys().getFirst().direction() == SortDirection.ASCENDING;
        return new PagePlan(unsorted, scan, range, ascending, isLimited);
    }

    private static OptionalLong limit(PlanNode plan) {
        return switch (plan) {
            case PlanNode.Limit limit -> OptionalLong.of(limit.count());
            case PlanNode.Project project -> limit(project.from());
            default -> OptionalLong.empty();
        };
    }

    private static PlanNode limited(PlanNode plan, long most) {
        return switch (plan) {
            case PlanNode.Limit limit -> new PlanNode.Limit(limit.from(), Math.min(limit.count(), most));
            case PlanNode.Project project ->
                new PlanNode.Project(
                        project.from() instanceof PlanNode.Limit limit
                                ? limited(limit, most)
                                : new PlanNode.Limit(project.from(), most),
                        project.star(),
                        project.outputs(),
                        project.preview(),
                        project.givesCursor());
            default -> new PlanNode.Limit(plan, most);
        };
    }

    private static PlanNode.Scan scan(PlanNode node) {
        return switch (node) {
            case PlanNode.Scan scan -> scan;
            case PlanNode.Subquery subquery -> scan(subquery.query());
            default -> scan(node.input().orElseThrow());
        };
    }

    private static boolean isByKey(List<BoundQuery.Sort> keys, boolean ordersTransactions) {
        boolean isKey = keys.size() == 1 && isColumn(keys.getFirst().expression(), KEY);
        boolean isTransaction = keys.size() == 2
                && isColumn(keys.getFirst().expression(), TRANSACTION)
                && isColumn(keys.getLast().expression(), KEY)
                && keys.getFirst().direction() == keys.getLast().direction();
        return isKey || isTransaction && ordersTransactions;
    }

    /** Whether a step gives rows in the order in which they are read. */
    private static boolean isOrdered(PlanNode node) {
        return switch (node) {
            case PlanNode.Scan scan -> scan.shape() == Shape.SPANS;
            case PlanNode.Filter filter -> isOrdered(filter.from());
            case PlanNode.After after -> isOrdered(after.from());
            case PlanNode.Unpivot unpivot -> isOrdered(unpivot.from());
            default -> false;
        };
    }

    /** The keys of rows that matter for a step, of which those above take none outside of {@code wanted}. */
    private static KeyRange range(PlanNode node, KeyRange wanted) {
        return switch (node) {
            case PlanNode.Scan scan -> scan.shape() == Shape.SPANS ? wanted : KeyRange.ALL;
            case PlanNode.Filter filter -> range(filter.from(), wanted.and(range(filter.condition())));
            case PlanNode.After after -> {
                KeyRange rest = after.direction() == SortDirection.ASCENDING
                        ? KeyRange.above(after.cursor())
                        : KeyRange.below(after.cursor());
                yield range(after.from(), wanted.and(rest));
            }
            case PlanNode.Subquery subquery -> range(subquery.query(), KeyRange.ALL);
            default -> range(node.input().orElseThrow(), KeyRange.ALL);
        };
    }

    /** Keys outside of which the condition holds for no row. */
    private static KeyRange range(BoundExpression condition) {
        return switch (condition) {
            case BoundExpression.And and ->
                and.terms().stream().map(PagePlan::range).reduce(KeyRange.ALL, KeyRange::and);
            case Comparison comparison -> range(comparison);
            default -> KeyRange.ALL;
        };
    }

    private static KeyRange range(Comparison comparison) {
        Optional<KeyRange> direct = range(comparison.kind(), comparison.left(), comparison.right());
        return direct.or(() -> range(mirrored(comparison.kind()), comparison.right(), comparison.left()))
                .orElse(KeyRange.ALL);
    }

    private static Optional<KeyRange> range(
            BoundExpression.ComparisonKind kind, BoundExpression column, BoundExpression value) {
        if (!(value instanceof Constant constant && constant.value() instanceof TextValue text)) {
            return Optional.empty();
        }
        if (isColumn(column, KEY)) {
            OptionalLong key = Keys.parse(text.text());
            return key.isPresent() ? Optional.of(range(kind, key.getAsLong(), key.getAsLong())) : Optional.empty();
        }
        if (isColumn(column, TRANSACTION)) {
            OptionalLong first = Keys.parseTransaction(text.text());
            return first.isPresent()
                    ? Optional.of(range(kind, first.getAsLong(), first.getAsLong() | 0xFFFF))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static KeyRange range(BoundExpression.ComparisonKind kind, long first, long last) {
        return switch (kind) {
            case EQUAL, NULL_SAFE_EQUAL -> new KeyRange(first, last);
            case LESS -> KeyRange.below(first);
            case LESS_OR_EQUAL -> new KeyRange(0, last);
            case GREATER -> KeyRange.above(last);
            case GREATER_OR_EQUAL -> new KeyRange(first, -1);
        };
    }

    private static BoundExpression.ComparisonKind mirrored(BoundExpression.ComparisonKind kind) {
        return switch (kind) {
            case EQUAL, NULL_SAFE_EQUAL -> kind;
            case LESS -> BoundExpression.ComparisonKind.GREATER;
            case LESS_OR_EQUAL -> BoundExpression.ComparisonKind.GREATER_OR_EQUAL;
            case GREATER -> BoundExpression.ComparisonKind.LESS;
            case GREATER_OR_EQUAL -> BoundExpression.ComparisonKind.LESS_OR_EQUAL;
        };
    }

    private static boolean isColumn(BoundExpression expression, FieldPath path) {
        return expression instanceof Column column
                && column.steps().isEmpty()
                && column.path().equals(path);
    }
}
