package io.btautomations.core.query;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.core.braintrust.PaginationKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Questions about the traces of an object. The write of a trace is that of its newest span. Immutable. */
public final class TraceQuery {

    /** Column of {@link #written}: the trace. */
    public static final String TRACE = Trees.TRACE;

    /** Column of {@link #written}: {@code _pagination_key} of the newest span. */
    public static final String NEWEST = "newest";

    private static final int WHOLE_VALUES = -1;

    private final LogObject object;
    private final List<String> fields;
    private final Optional<Expression> filter;

    /**
     * @param fields of a row; all if there are none
     * @param filter for traces; it holds for one that has a span for which it holds
     */
    public TraceQuery(LogObject object, List<String> fields, Optional<Expression> filter) {
        this.object = object;
        this.fields = List.copyOf(fields);
        this.filter = filter;
    }

    /** Whether not every trace is wanted. */
    public boolean isFiltered() {
        return filter.isPresent();
    }

    /** Traces with spans in the range, and the newest of those spans; by that, up to {@code most} of them. */
    public String written(KeyRange range, long most) {
        return print(traces().measures(List.of(newest()))
                .filter(Trees.in(range))
                .sort(List.of(Trees.by(Trees.field(NEWEST), SortDirection.ASCENDING)))
                .limit(most));
    }

    /** Those of the traces that have spans from the key on. */
    public String continued(Collection<String> ids, PaginationKey from) {
        return print(traces().filter(Trees.and(List.of(Trees.ofTraces(ids), Trees.from(from))))
                .limit(ids.size()));
    }

    /** Those of the traces for which the filter holds. */
    public String matching(Collection<String> ids) {
        return print(traces().from(object.rows(Shape.TRACES))
                .filter(Trees.and(Trees.ofTraces(ids), filter))
                .limit(ids.size()));
    }

    /** One row for each of the traces for which the filter holds, with values that are not cut. */
    public String summaries(Collection<String> ids) {
        return print(summaries(Trees.ofTraces(ids), ids.size(), SortDirection.ASCENDING));
    }

    /** The newest summaries, newest first. */
    public String newestSummaries(long most) {
        return print(summaries(Trees.from(new PaginationKey(0)), most, SortDirection.DESCENDING));
    }

    /** All spans of the traces, whatever the filter says. */
    public RowQuery spans(Collection<String> ids) {
        return RowQuery.spans(object, fields, Optional.empty()).ofTraces(ids);
    }

    private QueryBuilder summaries(Expression which, long most, SortDirection direction) {
        return new QueryBuilder()
                .select(RowQuery.columns(fields))
                .from(object.rows(Shape.SUMMARY))
                .filter(Trees.and(which, filter))
                .sort(List.of(Trees.by(Trees.field(Trees.KEY), direction)))
                .limit(most)
                .previewLength(WHOLE_VALUES);
    }

    private QueryBuilder traces() {
        return new QueryBuilder()
                .dimensions(List.of(Trees.column(Trees.field(Trees.TRACE))))
                .from(object.rows(Shape.SPANS));
    }

    private static AliasedExpression newest() {
        return Trees.column(Trees.call("max", Trees.field(Trees.KEY)), NEWEST);
    }

    private static String print(QueryBuilder builder) {
        Query query = builder.build();
        return CanonicalPrinter.query(query, Dialect.BTQL);
    }
}
