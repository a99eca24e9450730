package io.btautomations.btql.print;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.AstEquality;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.ComparisonOperator;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Pivot;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.TreeRewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says a query in SQL. */
final class ToSql {

    private static final Rewriter REWRITER = new Rewriter();

    private ToSql() {}

    static Query translate(Query original) throws BtqlException {
        Query query = REWRITER.rewrite(original);
        Untranslatable untranslatable = new Untranslatable(Dialect.SQL);
        untranslatable.add(query.from().isEmpty(), "a query without a source", query.span());
        query.from()
                .ifPresent(from -> untranslatable.add(
                        from instanceof Source source
                                && source.ids().isEmpty()
                                && source.shape().isPresent(),
                        "the shape of a source without ids",
                        from.span()));
        refuseClauses(query, untranslatable);
        boolean grouped = !query.measures().isEmpty()
                || (query.select().isEmpty() && !query.dimensions().isEmpty());
        untranslatable.add(
                !query.select().isEmpty() && !query.measures().isEmpty(),
                "select: together with measures:",
                query.span());
        Optional<Pivot> pivot = query.pivot().map(present -> pivot(query, present, untranslatable));
        untranslatable.refuse();

        QueryBuilder builder = Common.parts(query);
        if (grouped) {
            builder.select(Stream.concat(query.dimensions().stream(), query.measures().stream())
                    .toList());
        }
        if (!grouped) {
            builder.select(query.select());
        }
        builder.settings(query.settings());
        builder.dimensions(query.dimensions().stream().map(ToSql::withoutAlias).toList());
        pivot.ifPresent(builder::pivot);
        filter(query).ifPresent(builder::filter);
        return builder.build();
    }

    private static void refuseClauses(Query query, Untranslatable untranslatable) {
        untranslatable.add(!query.infer().isEmpty(), "infer:", query.span());
        untranslatable.add(query.inferenceBudget().isPresent(), "inference_budget:", query.span());
        untranslatable.add(query.previewLength().isPresent(), "preview_length:", query.span());
        untranslatable.add(query.comparisonKey().isPresent(), "comparison_key:", query.span());
        untranslatable.add(!query.weightedScores().isEmpty(), "weighted_scores:", query.span());
        untranslatable.add(!query.customColumns().isEmpty(), "custom_columns:", query.span());
    }

    /** The filter with what {@code trace_filter:} adds to it. */
    private static Optional<Expression> filter(Query query) {
        Optional<Expression> traceFilter = query.traceFilter()
                .map(condition -> new FunctionCall(
                        new Name("filter_spans", condition.span()),
                        false,
                        List.of(condition),
                        List.of(),
                        condition.span()));
        List<Expression> terms = new ArrayList<>();
        query.filter().ifPresent(terms::add);
        traceFilter.ifPresent(terms::add);
        return switch (terms.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(terms.getFirst());
            default -> Optional.of(new And(terms, terms.getFirst().span()));
        };
    }

    /** The last dimension becomes the column, and the names of measures become the measures. */
    private static Pivot pivot(Query query, Pivot pivot, Untranslatable untranslatable) {
        if (pivot.column().isPresent()) {
            return pivot;
        }
        boolean hasColumn =
                !query.dimensions().isEmpty() && query.dimensions().getLast().expression() instanceof Path;
        untranslatable.add(!hasColumn, "a pivot whose last dimension is no field", pivot.span());
        List<AliasedExpression> measures = pivot.measures().stream()
                .map(measure -> measureOf(query, measure).orElse(measure))
                .toList();
        untranslatable.add(measures.size() < query.measures().size(), "a pivot of some measures only", pivot.span());
        return hasColumn
                ? new Pivot(
                        measures,
                        Optional.of((Path) query.dimensions().getLast().expression()),
                        pivot.span())
                : pivot;
    }

    private static Optional<AliasedExpression> measureOf(Query query, AliasedExpression pivoted) {
        return query.measures().stream()
                .filter(measure -> AstEquality.equal(measure.expression(), pivoted.expression())
                        || (pivoted.expression() instanceof Path path
                                && path.steps().size() == 1
                                && measure.alias().map(Name::text).equals(Optional.of(path.root()))))
                .findFirst();
    }

    private static AliasedExpression withoutAlias(AliasedExpression column) {
        return new AliasedExpression(column.expression(), Optional.empty(), column.span());
    }

    /** {@code a INCLUDES b} is {@code contains(a, b)}. */
    private static final class Rewriter extends TreeRewriter {

        @Override
        protected Expression replace(Expression expression) {
            if (expression instanceof Comparison comparison && comparison.operator() == ComparisonOperator.INCLUDES) {
                return new FunctionCall(
                        new Name("contains", comparison.span()),
                        false,
                        List.of(comparison.left(), comparison.right()),
                        List.of(),
                        comparison.span());
            }
            return expression;
        }
    }
}
