package io.btautomations.core.query;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.ast.AggregateNames;
import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.ast.Subquery;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.grammar.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query that a user wrote, as it can be put to a log. */
public sealed interface CustomQuery {

    /** How a query is to be put. */
    enum Mode {
        /** For what is new: of rows one after the other, of groups those of the new rows. */
        INCREMENTAL,
        /** As it stands, each time. */
        SNAPSHOT
    }

    /**
     * The rows of the log, or some of their fields.
     *
     * @param query gives the rows of a range
     */
    record Rows(RowQuery query, LogProbe probe) implements CustomQuery {}

    /**
     * Groups of rows of the log.
     *
     * @param query gives the groups of a range
     */
    record Groups(GroupQuery query, LogProbe probe) implements CustomQuery {}

    /**
     * Anything.
     *
     * @param query gives the whole result
     */
    record Snapshot(SnapshotQuery query) implements CustomQuery {}

    /**
     * Reads the text of a query.
     *
     * @param object what it reads if it does not say so itself
     * @throws BtqlException with the place in the text, if it is no query, or none that can be put so
     */
    static CustomQuery parse(String text, Mode mode, Optional<LogObject> object, BtqlOptions options)
            throws BtqlException {
        Btql.query(text, options);
        BtqlParser parser = new BtqlParser(options.parsing());
        Dialect dialect = parser.kindOf(text) == TextKind.SQL ? Dialect.SQL : Dialect.BTQL;
        Query written = parser.parseQuery(text, dialect);
        Refusals refusals = new Refusals(text, written);
        Query query = written.from().isPresent() ? written : withSource(written, object, refusals);
        if (mode == Mode.SNAPSHOT) {
            return new Snapshot(new SnapshotQuery(query, dialect, isRows(query)));
        }
        Source source = source(query, refusals);
        LogProbe probe = new LogProbe(source, Optional.empty());
        if (isGrouped(query)) {
            refusals.unlessRepeatable(query);
            return new Groups(new GroupQuery(query, dialect), probe);
        }
        refusals.unlessRows(query);
        return new Rows(rows(query, dialect, refusals), probe);
    }

    private static Query withSource(Query query, Optional<LogObject> object, Refusals refusals) throws BtqlException {
        if (object.isEmpty()) {
            throw refusals.withoutSource();
        }
        return new QueryBuilder(query).from(object.get().rows(Shape.SPANS)).build();
    }

    /** What the innermost query reads, which must be spans. */
    private static Source source(Query query, Refusals refusals) throws BtqlException {
        Query innermost = query;
        while (innermost.from().orElseThrow() instanceof Subquery subquery) {
            innermost = subquery.query();
        }
        Source source = (Source) innermost.from().orElseThrow();
        if (source.shape().filter(shape -> shape != Shape.SPANS).isPresent()) {
            throw refusals.ofShape(source);
        }
        return source;
    }

    /** Whether a query, or what it reads from, makes groups. */
    private static boolean isGrouped(Query query) {
        boolean here = !query.dimensions().isEmpty()
                || !query.measures().isEmpty()
                || query.pivot().isPresent()
                || query.select().stream().anyMatch(column -> AggregateNames.occurIn(column.expression()))
                || query.finalFilter().filter(AggregateNames::occurIn).isPresent();
        return here || query.from().orElseThrow() instanceof Subquery subquery && isGrouped(subquery.query());
    }

    private static boolean isRows(Query query) {
        return !isGrouped(query)
                && query.infer().isEmpty()
                && query.unpivots().isEmpty()
                && query.from().orElseThrow() instanceof Source;
    }

    private static RowQuery rows(Query query, Dialect dialect, Refusals refusals) throws BtqlException {
        boolean hasKey = false;
        for (AliasedExpression column : query.select()) {
            boolean isKey = column.expression() instanceof Path path
                    && path.steps().size() == 1
                    && path.root().equals(Trees.KEY);
            boolean isNamedKey =
                    column.alias().isPresent() && column.alias().get().text().equals(Trees.KEY);
            if (isNamedKey && !isKey) {
                throw refusals.ofAlias(column);
            }
            hasKey |= column.expression() instanceof Star
                    || isKey && (column.alias().isEmpty() || isNamedKey);
        }
        if (hasKey) {
            return new RowQuery(query, dialect, false);
        }
        List<AliasedExpression> columns = new ArrayList<>(query.select());
        columns.add(Trees.column(Trees.field(Trees.KEY)));
        return new RowQuery(new QueryBuilder(query).select(columns).build(), dialect, true);
    }
}
