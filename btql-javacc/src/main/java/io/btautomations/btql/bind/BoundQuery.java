package io.btautomations.btql.bind;

import io.btautomations.btql.ast.Sample;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.type.RowSchema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A query in which every name is resolved. What is calculated for a row reads {@link BoundExpression.Column columns}
 * and, as {@link BoundExpression.Derived derived} columns, what was unpivoted; what is calculated for a group reads its
 * keys and then its aggregates as derived columns.
 *
 * @param from where rows come from
 * @param filters conditions on rows, joined with AND
 * @param spanFilters what spans of the chosen traces are returned, joined with AND; only where the shape has traces
 * @param unpivots in this order
 * @param sample taken after the filters
 * @param grouping absent if each row stands for itself
 * @param having a condition on groups, or on rows after everything else
 * @param star whether all fields of the row are returned before the outputs
 * @param outputs the columns of the result
 * @param sort in this order
 * @param limit most rows of the result
 * @param cursor the number within the {@code _pagination_key} after which the result starts
 * @param hasNaturalOrder whether rows come in the order of their {@code _pagination_key}, so that a cursor can continue
 * @param pivot turns groups into columns
 * @param previewLength characters of a preview, -1 for values as they are
 * @param infer what is to be found out about the fields of rows, instead of outputs
 */
public record BoundQuery(
        From from,
        List<BoundExpression> filters,
        List<BoundExpression> spanFilters,
        List<Unpivot> unpivots,
        Optional<Sample> sample,
        Optional<Grouping> grouping,
        Optional<BoundExpression> having,
        boolean star,
        List<Output> outputs,
        List<Sort> sort,
        OptionalLong limit,
        OptionalLong cursor,
        boolean hasNaturalOrder,
        Optional<Pivot> pivot,
        OptionalInt previewLength,
        Optional<Infer> infer) {

    /** Where rows come from. */
    public sealed interface From {}

    /**
     * Rows that are read.
     *
     * @param source the source's name, such as {@code project_logs}; empty if the text does not say
     * @param ids what the source names
     * @param schema of the rows that the shape makes
     */
    public record Rows(Optional<String> source, List<String> ids, Shape shape, RowSchema schema) implements From {}

    /** The rows of another query. */
    public record Subquery(BoundQuery query, RowSchema schema) implements From {}

    /**
     * A row for each entry of a value.
     *
     * @param hasKey whether the first derived column is the key and the second the value, or the only one the value
     */
    public record Unpivot(BoundExpression expression, boolean hasKey, List<String> names) {}

    /** Keys, and the aggregates over the rows that have the same keys. */
    public record Grouping(List<BoundExpression> keys, List<BoundExpression.Aggregate> aggregates) {}

    /** A column of the result. */
    public record Output(String name, BoundExpression expression) {}

    /** What to sort by. */
    public record Sort(BoundExpression expression, SortDirection direction) {}

    /**
     * One row for each combination of the other outputs, with columns for the values of one of them.
     *
     * @param column the value that becomes part of column names
     * @param keys the outputs that remain
     * @param measures what the new columns hold; their names are the second part of the columns' names
     */
    public record Pivot(BoundExpression column, List<Output> keys, List<Output> measures) {}

    /**
     * What fields there are.
     *
     * @param roots only fields at or below these paths; empty for all
     * @param budget most rows to look at
     */
    public record Infer(List<BoundExpression.Column> roots, OptionalLong budget) {}
}
