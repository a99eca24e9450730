package io.btautomations.core.query;

import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.Subquery;
import io.btautomations.btql.print.CanonicalPrinter;

/** A query whose rows are groups of rows of the log. Immutable. */
public final class GroupQuery {

    /** Most groups that the endpoint gives. */
    public static final long MOST_GROUPS = 1000;

    private final Query query;
    private final Dialect dialect;

    GroupQuery(Query query, Dialect dialect) {
        this.query = query;
        this.dialect = dialect;
    }

    /** Whether the query itself says how many groups it wants. */
    public boolean isLimited() {
        return query.limit().isPresent();
    }

    /** The groups of the rows of the range. */
    public String over(KeyRange range) {
        Query ranged = over(query, range);
        return CanonicalPrinter.query(
                isLimited()
                        ? ranged
                        : new QueryBuilder(ranged).limit(MOST_GROUPS).build(),
                dialect);
    }

    private static Query over(Query query, KeyRange range) {
        QueryBuilder ranged = new QueryBuilder(query);
        if (query.from().orElseThrow() instanceof Subquery subquery) {
            return ranged.from(new Subquery(over(subquery.query(), range), subquery.alias(), subquery.span()))
                    .build();
        }
        return ranged.filter(Trees.and(Trees.in(range), query.filter())).build();
    }
}
