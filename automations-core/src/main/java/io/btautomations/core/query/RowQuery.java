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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A query whose rows are rows of the log, each at its place. Immutable. */
public final class RowQuery {

    private final Query query;
    private final Dialect dialect;
    private final boolean addsKey;

    /**
     * @param query without sort, limit and cursor
     * @param addsKey whether its rows have a {@code _pagination_key} that nobody asked for
     */
    RowQuery(Query query, Dialect dialect, boolean addsKey) {
        this.query = query;
        this.dialect = dialect;
        this.addsKey = addsKey;
    }

    /**
     * The spans of an object.
     *
     * @param fields of a row; all if there are none
     * @param filter for rows; all pass if there is none
     */
    public static RowQuery spans(LogObject object, List<String> fields, Optional<Expression> filter) {
        QueryBuilder query = new QueryBuilder().select(columns(fields)).from(object.rows(Shape.SPANS));
        filter.ifPresent(query::filter);
        return new RowQuery(query.build(), Dialect.BTQL, false);
    }

    static List<AliasedExpression> columns(List<String> fields) {
        List<AliasedExpression> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(Trees.column(Trees.field(field))));
        return columns.isEmpty() ? List.of(Trees.allFields()) : columns;
    }

    /** Whether the rows have a {@code _pagination_key} that nobody asked for. */
    public boolean addsKey() {
        return addsKey;
    }

    /** The rows of the range in log order, up to {@code most} of them. */
    public String page(KeyRange range, long most) {
        return rows(Trees.in(range), SortDirection.ASCENDING, most);
    }

    /** The first row from the key on. */
    public String first(PaginationKey from) {
        return rows(Trees.from(from), SortDirection.ASCENDING, 1);
    }

    /** The newest rows of the range, newest first. */
    public String newest(KeyRange range, long most) {
        return rows(Trees.in(range), SortDirection.DESCENDING, most);
    }

    /** The same rows, but only of these traces. */
    RowQuery ofTraces(Collection<String> ids) {
        Expression filter = Trees.and(Trees.ofTraces(ids), query.filter());
        return new RowQuery(new QueryBuilder(query).filter(filter).build(), dialect, addsKey);
    }

    private String rows(Expression place, SortDirection direction, long most) {
        Query rows = new QueryBuilder(query)
                .filter(Trees.and(place, query.filter()))
                .sort(List.of(Trees.by(Trees.field(Trees.KEY), direction)))
                .limit(most)
                .build();
        return CanonicalPrinter.query(rows, dialect);
    }
}
