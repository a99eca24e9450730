package io.btautomations.core.query;

import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.From;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.core.braintrust.PaginationKey;
import java.util.List;
import java.util.Optional;

/** Small questions about what waits in a log. Immutable. */
public final class LogProbe {

    /** Column of {@link #count}. */
    public static final String ROWS = "rows";

    private final From rows;
    private final Optional<Expression> filter;

    LogProbe(From rows, Optional<Expression> filter) {
        this.rows = rows;
        this.filter = filter;
    }

    /** About the rows of an object for which the filter holds. */
    public static LogProbe of(LogObject object, Optional<Expression> filter) {
        return new LogProbe(object.rows(Shape.SPANS), filter);
    }

    /** The {@code _pagination_key} of the first row from the key on. */
    public String first(PaginationKey from) {
        return print(new QueryBuilder()
                .select(List.of(Trees.column(Trees.field(Trees.KEY))))
                .filter(Trees.and(Trees.from(from), filter))
                .sort(List.of(Trees.by(Trees.field(Trees.KEY), SortDirection.ASCENDING)))
                .limit(1));
    }

    /** How many rows there are in the range, as {@link #ROWS}. */
    public String count(KeyRange range) {
        return print(new QueryBuilder()
                .measures(List.of(Trees.column(Trees.countRows(), ROWS)))
                .filter(Trees.and(Trees.in(range), filter)));
    }

    /** The newest rows, newest first, with all fields, whatever the filter says. */
    public String sample(long most) {
        return print(new QueryBuilder()
                .select(List.of(Trees.allFields()))
                .filter(Trees.from(new PaginationKey(0)))
                .sort(List.of(Trees.by(Trees.field(Trees.KEY), SortDirection.DESCENDING)))
                .limit(most));
    }

    private String print(QueryBuilder query) {
        return CanonicalPrinter.query(query.from(rows).build(), Dialect.BTQL);
    }
}
