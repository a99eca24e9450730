package io.btautomations.btql.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.From;
import io.btautomations.btql.ast.Pivot;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.Sample;
import io.btautomations.btql.ast.SampleMethod;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.ast.SortItem;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.ast.Subquery;
import io.btautomations.btql.ast.Unpivot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes queries as JSON. */
final class QueryWriter {

    private final JsonGenerator json;
    private final ExpressionWriter expressions;

    QueryWriter(JsonGenerator json) {
        this.json = json;
        this.expressions = new ExpressionWriter(json);
    }

    void write(Query query) throws IOException {
        if (!query.settings().isEmpty() || query.pivot().flatMap(Pivot::column).isPresent()) {
            throw new IllegalArgumentException("the JSON form has no SETTINGS and no column of a pivot");
        }
        json.writeStartObject();
        columns("select", query.select());
        if (!query.infer().isEmpty()) {
            json.writeArrayFieldStart("infer");
            for (Expression item : query.infer()) {
                expressions.write(item);
            }
            json.writeEndArray();
        }
        columns("dimensions", query.dimensions());
        columns("measures", query.measures());
        if (query.from().isPresent()) {
            from(query.from().get());
        }
        expression("filter", query.filter());
        expression("trace_filter", query.traceFilter());
        expression("final_filter", query.finalFilter());
        unpivots(query.unpivots());
        columns("pivot", query.pivot().map(Pivot::measures).orElse(List.of()));
        if (query.sample().isPresent()) {
            sample(query.sample().get());
        }
        sort(query.sort());
        if (query.limit().isPresent()) {
            json.writeNumberField("limit", query.limit().getAsLong());
        }
        if (query.cursor().isPresent()) {
            json.writeStringField("cursor", query.cursor().get());
        }
        if (query.previewLength().isPresent()) {
            json.writeNumberField("preview_length", query.previewLength().getAsInt());
        }
        expression("comparison_key", query.comparisonKey());
        columns("weighted_scores", query.weightedScores());
        columns("custom_columns", query.customColumns());
        if (query.inferenceBudget().isPresent()) {
            json.writeNumberField("inference_budget", query.inferenceBudget().getAsLong());
        }
        json.writeEndObject();
    }

    private void expression(String key, Optional<Expression> expression) throws IOException {
        if (expression.isPresent()) {
            json.writeFieldName(key);
            expressions.write(expression.get());
        }
    }

    private void columns(String key, List<AliasedExpression> columns) throws IOException {
        if (columns.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(key);
        for (AliasedExpression column : columns) {
            column(column);
        }
        json.writeEndArray();
    }

    private void column(AliasedExpression column) throws IOException {
        if (column.expression() instanceof Star star) {
            expressions.write(star);
            return;
        }
        json.writeStartObject();
        json.writeFieldName("expr");
        expressions.write(column.expression());
        if (column.alias().isPresent()) {
            json.writeStringField("alias", column.alias().get().text());
        }
        json.writeEndObject();
    }

    private void from(From from) throws IOException {
        if (from instanceof Subquery) {
            throw new IllegalArgumentException("the JSON form has no subqueries");
        }
        Source source = (Source) from;
        json.writeFieldName("from");
        json.writeStartObject();
        if (source.ids().isEmpty()) {
            json.writeStringField("op", "ident");
            json.writeArrayFieldStart("name");
            json.writeString(source.name().text());
            json.writeEndArray();
        } else {
            json.writeStringField("op", "function");
            json.writeFieldName("name");
            expressions.name(source.name().text());
            json.writeArrayFieldStart("args");
            for (Expression id : source.ids()) {
                expressions.write(id);
            }
            json.writeEndArray();
        }
        if (source.shape().isPresent()) {
            json.writeStringField("shape", source.shape().get().word());
        }
        json.writeEndObject();
    }

    private void unpivots(List<Unpivot> unpivots) throws IOException {
        if (unpivots.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("unpivot");
        for (Unpivot unpivot : unpivots) {
            json.writeStartObject();
            json.writeFieldName("expr");
            expressions.write(unpivot.expression());
            if (unpivot.key().isPresent()) {
                json.writeArrayFieldStart("alias");
                json.writeString(unpivot.key().get().text());
                json.writeString(unpivot.value().text());
                json.writeEndArray();
            } else {
                json.writeStringField("alias", unpivot.value().text());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void sample(Sample sample) throws IOException {
        json.writeObjectFieldStart("sample");
        json.writeObjectFieldStart("method");
        json.writeStringField("type", sample.method() == SampleMethod.RATE ? "rate" : "count");
        json.writeFieldName("value");
        json.writeNumber(sample.value());
        json.writeEndObject();
        if (sample.seed().isPresent()) {
            json.writeNumberField("seed", sample.seed().getAsLong());
        }
        json.writeEndObject();
    }

    private void sort(List<SortItem> items) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("sort");
        for (SortItem item : items) {
            json.writeStartObject();
            json.writeFieldName("expr");
            expressions.write(item.expression());
            json.writeStringField("dir", item.direction() == SortDirection.ASCENDING ? "asc" : "desc");
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
