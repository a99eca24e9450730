package io.btautomations.btql.print;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.AggregateNames;
import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.AstEquality;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Pivot;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.ast.Subquery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says a query in clauses. */
final class ToBtql {

    private ToBtql() {}

    static Query translate(Query query) throws BtqlException {
        Untranslatable untranslatable = new Untranslatable(Dialect.BTQL);
        query.from().ifPresent(from -> untranslatable.add(from instanceof Subquery, "a subquery", from.span()));
        untranslatable.refuse();
        boolean needsNothing = query.settings().isEmpty()
                && query.pivot().flatMap(Pivot::column).isEmpty()
                && !isGroupedSelect(query);
        if (needsNothing) {
            return query;
        }
        QueryBuilder builder = Common.parts(query);
        query.filter().ifPresent(builder::filter);
        Optional<Pivot> pivot = query.pivot();
        if (pivot.isPresent() && pivot.get().column().isPresent()) {
            pivoted(query, pivot.get(), pivot.get().column().get(), builder);
        } else {
            grouped(query, builder);
        }
        return builder.build();
    }

    private static boolean isGroupedSelect(Query query) {
        return query.measures().isEmpty()
                && !query.select().isEmpty()
                && (!query.dimensions().isEmpty()
                        || query.select().stream().allMatch(column -> AggregateNames.occurIn(column.expression())));
    }

    /**
     * Columns that are the keys in their order, and then others, become dimensions and measures. Other orders keep
     * {@code select:}, with the keys as {@code dimensions:}.
     */
    private static void grouped(Query query, QueryBuilder builder) {
        List<AliasedExpression> columns = query.select();
        int keys = query.dimensions().size();
        boolean inOrder = isGroupedSelect(query) && keys <= columns.size();
        for (int index = 0; inOrder && index < keys; index++) {
            inOrder = isKey(query.dimensions().get(index).expression(), index, columns.get(index));
        }
        for (int index = keys; inOrder && index < columns.size(); index++) {
            inOrder = AggregateNames.occurIn(columns.get(index).expression());
        }
        if (inOrder) {
            builder.dimensions(columns.subList(0, keys));
            builder.measures(columns.subList(keys, columns.size()));
        } else {
            builder.select(columns).dimensions(query.dimensions()).measures(query.measures());
        }
    }

    /** Whether a key of GROUP BY is a column: the same expression, its position, or its name. */
    private static boolean isKey(Expression key, int index, AliasedExpression column) {
        boolean isPosition =
                key instanceof NumberLiteral number && number.value().compareTo(BigDecimal.valueOf(index + 1L)) == 0;
        boolean isName = key instanceof Path path
                && path.steps().size() == 1
                && outputName(column).equals(Optional.of(path.root()));
        return isPosition || isName || AstEquality.equal(key, column.expression());
    }

    private static Optional<String> outputName(AliasedExpression column) {
        if (column.alias().isPresent()) {
            return column.alias().map(Name::text);
        }
        return column.expression() instanceof Path path && path.steps().getLast() instanceof KeyStep last
                ? Optional.of(last.key())
                : Optional.empty();
    }

    /** The pivoted column becomes the last dimension; the aggregates become measures, and the pivot names them. */
    private static void pivoted(Query query, Pivot pivot, Path column, QueryBuilder builder) {
        List<AliasedExpression> dimensions = new ArrayList<>();
        for (AliasedExpression key : query.dimensions()) {
            if (!AstEquality.equal(key.expression(), column)) {
                dimensions.add(selected(query, key));
            }
        }
        dimensions.add(selected(query, new AliasedExpression(column, Optional.empty(), column.span())));
        List<AliasedExpression> measures = new ArrayList<>();
        List<AliasedExpression> pivoted = new ArrayList<>();
        for (AliasedExpression measure : pivot.measures()) {
            AliasedExpression named = measure.alias().isPresent() ? measure : selected(query, measure);
            measures.add(named);
            Expression reference = named.alias().<Expression>map(ToBtql::field).orElse(measure.expression());
            pivoted.add(new AliasedExpression(reference, Optional.empty(), measure.span()));
        }
        builder.dimensions(dimensions).measures(measures);
        builder.pivot(new Pivot(pivoted, Optional.empty(), pivot.span()));
    }

    /**
     * The column of the select list that is this expression, with its alias; the expression itself if there is none.
     */
    private static AliasedExpression selected(Query query, AliasedExpression expression) {
        if (expression.expression() instanceof NumberLiteral position) {
            int index = position.value().intValue() - 1;
            boolean exists = index >= 0
                    && index < query.select().size()
                    && !(query.select().get(index).expression() instanceof Star);
            return exists ? query.select().get(index) : expression;
        }
        return query.select().stream()
                .filter(column -> AstEquality.equal(column.expression(), expression.expression()))
                .findFirst()
                .orElse(expression);
    }

    private static Path field(Name alias) {
        return new Path(List.of(new KeyStep(alias.text(), alias.span())), alias.span());
    }
}
