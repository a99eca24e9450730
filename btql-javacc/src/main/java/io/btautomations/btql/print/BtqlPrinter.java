package io.btautomations.btql.print;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.From;
import io.btautomations.btql.ast.Pivot;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.Sample;
import io.btautomations.btql.ast.SampleMethod;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.ast.SortItem;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.ast.Subquery;
import io.btautomations.btql.ast.Unpivot;
import java.util.List;
import java.util.Optional;

/** Writes queries as clauses, separated by bars. */
final class BtqlPrinter {

    private final StringBuilder text;
    private final ExpressionPrinter expressions;

    BtqlPrinter(StringBuilder text) {
        this.text = text;
        this.expressions = new ExpressionPrinter(Dialect.BTQL, text);
    }

    void print(Query query) {
        if (!query.settings().isEmpty()) {
            throw new IllegalArgumentException("BTQL has no SETTINGS");
        }
        columns("select", query.select());
        if (!query.infer().isEmpty()) {
            clause("infer");
            expressions.each(query.infer(), expressions::print);
        }
        columns("dimensions", query.dimensions());
        columns("measures", query.measures());
        query.from().ifPresent(this::from);
        if (!query.unpivots().isEmpty()) {
            clause("unpivot");
            expressions.each(query.unpivots(), this::unpivot);
        }
        expression("filter", query.filter());
        expression("trace_filter", query.traceFilter());
        query.pivot().ifPresent(this::pivot);
        expression("final_filter", query.finalFilter());
        query.sample().ifPresent(this::sample);
        if (!query.sort().isEmpty()) {
            clause("sort");
            sort(expressions, text, query.sort());
        }
        query.limit().ifPresent(limit -> clause("limit").append(limit));
        query.cursor().ifPresent(cursor -> clause("cursor").append(Quoting.text(cursor)));
        query.previewLength().ifPresent(length -> clause("preview_length").append(length));
        expression("comparison_key", query.comparisonKey());
        columns("weighted_scores", query.weightedScores());
        columns("custom_columns", query.customColumns());
        query.inferenceBudget().ifPresent(budget -> clause("inference_budget").append(budget));
    }

    static void ids(ExpressionPrinter expressions, StringBuilder text, List<StringLiteral> ids) {
        expressions.each(ids, id -> text.append(Quoting.text(id.value())));
    }

    static void sort(ExpressionPrinter expressions, StringBuilder text, List<SortItem> items) {
        expressions.each(items, item -> {
            expressions.print(item.expression());
            if (item.direction() == SortDirection.DESCENDING) {
                text.append(" DESC");
            }
        });
    }

    private StringBuilder clause(String word) {
        if (!text.isEmpty()) {
            text.append(" | ");
        }
        return text.append(word).append(": ");
    }

    private void columns(String word, List<AliasedExpression> columns) {
        if (!columns.isEmpty()) {
            clause(word);
            expressions.columns(columns);
        }
    }

    private void expression(String word, Optional<Expression> expression) {
        expression.ifPresent(present -> {
            clause(word);
            expressions.print(present);
        });
    }

    private void from(From from) {
        clause("from");
        switch (from) {
            case Source source -> source(source);
            case Subquery ignored -> throw new IllegalArgumentException("BTQL has no subqueries");
        }
    }

    private void source(Source source) {
        text.append(source.name().text());
        if (!source.ids().isEmpty()) {
            text.append('(');
            ids(expressions, text, source.ids());
            text.append(')');
        }
        source.shape().ifPresent(shape -> text.append(' ').append(shape.word()));
    }

    private void unpivot(Unpivot unpivot) {
        expressions.print(unpivot.expression());
        text.append(" AS (");
        unpivot.key().ifPresent(key -> text.append(Quoting.name(key.text())).append(", "));
        text.append(Quoting.name(unpivot.value().text())).append(')');
    }

    private void pivot(Pivot pivot) {
        if (pivot.column().isPresent()) {
            throw new IllegalArgumentException("in BTQL the last dimension is the column of a pivot");
        }
        clause("pivot");
        expressions.columns(pivot.measures());
    }

    private void sample(Sample sample) {
        clause("sample");
        if (sample.method() == SampleMethod.RATE) {
            text.append(sample.value().movePointRight(2).toPlainString()).append('%');
        } else {
            text.append(sample.value().toPlainString());
        }
        sample.seed()
                .ifPresent(seed -> text.append(" repeatable (").append(seed).append(')'));
    }
}
