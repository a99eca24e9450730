package io.btautomations.core.query;

import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.print.CanonicalPrinter;
import java.util.Optional;
import java.util.OptionalLong;

/** A query that is put as it stands, for its whole result. Immutable. */
public final class SnapshotQuery {

    private final Query query;
    private final Dialect dialect;
    private final boolean isRows;

    SnapshotQuery(Query query, Dialect dialect, boolean isRows) {
        this.query = query;
        this.dialect = dialect;
        this.isRows = isRows;
    }

    /** How many rows the query itself asks for. */
    public OptionalLong limit() {
        return query.limit();
    }

    /** Whether the endpoint can go on behind a page: the rows are those of the log, in its order. */
    public boolean isPaged() {
        return isRows && query.sort().isEmpty() && query.cursor().isEmpty();
    }

    /** Up to {@code most} rows of the result, behind the cursor. */
    public String page(long most, Optional<String> cursor) {
        QueryBuilder page = new QueryBuilder(query).limit(most);
        cursor.ifPresent(page::cursor);
        return CanonicalPrinter.query(page.build(), dialect);
    }
}
