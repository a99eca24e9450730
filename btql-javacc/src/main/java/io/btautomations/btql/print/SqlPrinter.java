package io.btautomations.btql.print;

import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.From;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Pivot;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QuerySetting;
import io.btautomations.btql.ast.Sample;
import io.btautomations.btql.ast.SampleMethod;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.Subquery;
import io.btautomations.btql.ast.Unpivot;
import java.util.Optional;

/** Writes queries as SELECT statements. */
final class SqlPrinter {

    private final StringBuilder text;
    private final ExpressionPrinter expressions;

    SqlPrinter(StringBuilder text) {
        this.text = text;
        this.expressions = new ExpressionPrinter(Dialect.SQL, text);
    }

    void print(Query query) {
        refuseWhatSqlLacks(query);
        text.append("SELECT ");
        expressions.columns(query.select());
        text.append(" FROM ");
        from(query.from().orElseThrow(() -> new IllegalArgumentException("SQL needs FROM")));
        query.sample().ifPresent(this::sample);
        query.unpivots().forEach(this::unpivot);
        clause(" WHERE ", query.filter());
        if (!query.dimensions().isEmpty()) {
            text.append(" GROUP BY ");
            expressions.columns(query.dimensions());
        }
        query.pivot().ifPresent(this::pivot);
        clause(" HAVING ", query.finalFilter());
        if (!query.sort().isEmpty()) {
            text.append(" ORDER BY ");
            BtqlPrinter.sort(expressions, text, query.sort());
        }
        query.limit().ifPresent(limit -> text.append(" LIMIT ").append(limit));
        query.cursor().ifPresent(cursor -> text.append(" OFFSET ").append(Quoting.text(cursor)));
        if (!query.settings().isEmpty()) {
            text.append(" SETTINGS ");
            expressions.each(query.settings(), this::setting);
        }
    }

    private static void refuseWhatSqlLacks(Query query) {
        boolean more = !query.measures().isEmpty()
                || !query.infer().isEmpty()
                || query.traceFilter().isPresent()
                || query.previewLength().isPresent()
                || query.comparisonKey().isPresent()
                || !query.weightedScores().isEmpty()
                || !query.customColumns().isEmpty()
                || query.inferenceBudget().isPresent()
                || query.dimensions().stream().anyMatch(key -> key.alias().isPresent());
        if (more || query.select().isEmpty()) {
            throw new IllegalArgumentException("the query has clauses that SQL lacks, or nothing to select");
        }
    }

    private void clause(String keyword, Optional<Expression> expression) {
        expression.ifPresent(present -> {
            text.append(keyword);
            expressions.print(present);
        });
    }

    private void from(From from) {
        switch (from) {
            case Source source -> source(source);
            case Subquery subquery -> subquery(subquery);
        }
    }

    private void source(Source source) {
        text.append(source.name().text());
        if (!source.ids().isEmpty()) {
            text.append('(');
            BtqlPrinter.ids(expressions, text, source.ids());
            source.shape()
                    .ifPresent(shape ->
                            text.append(", shape => '").append(shape.word()).append('\''));
            text.append(')');
        } else if (source.shape().isPresent()) {
            throw new IllegalArgumentException("in SQL a source without ids has no shape");
        }
    }

    private void subquery(Subquery subquery) {
        text.append('(');
        print(subquery.query());
        text.append(')');
        subquery.alias().ifPresent(alias -> text.append(" AS ").append(Quoting.name(alias.text())));
    }

    private void sample(Sample sample) {
        text.append(" TABLESAMPLE (");
        if (sample.method() == SampleMethod.RATE) {
            text.append(sample.value().movePointRight(2).toPlainString()).append(" PERCENT)");
        } else {
            text.append(sample.value().toPlainString()).append(" ROWS)");
        }
        sample.seed()
                .ifPresent(seed -> text.append(" REPEATABLE (").append(seed).append(')'));
    }

    private void unpivot(Unpivot unpivot) {
        text.append(" UNPIVOT (").append(Quoting.name(unpivot.value().text())).append(" FOR ");
        text.append(unpivot.key().map(SqlPrinter::keyColumn).orElse("_")).append(" IN (");
        expressions.print(unpivot.expression());
        text.append("))");
    }

    /** A key column that is named as if there were none is quoted. */
    private static String keyColumn(Name key) {
        return key.text().equals("_") ? Quoting.doubleQuoted("_") : Quoting.name(key.text());
    }

    private void pivot(Pivot pivot) {
        Path column = pivot.column().orElseThrow(() -> new IllegalArgumentException("in SQL a pivot names its column"));
        text.append(" PIVOT (");
        expressions.columns(pivot.measures());
        text.append(" FOR ");
        expressions.print(column);
        text.append(" IN (ANY))");
    }

    private void setting(QuerySetting setting) {
        text.append(Quoting.name(setting.name().text())).append(" = ");
        expressions.print(setting.value());
    }
}
