package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Operand;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.function.EstimatedCost;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.List;
import java.util.Map;

/** Reads from a span what its trace's summary needs. */
final class SpanReader {

    private final Operand isRoot;
    private final Operand parents;
    private final Operand created;
    private final Operand error;
    private final Operand tags;
    private final Operand scores;
    private final Operand metrics;
    private final Operand type;
    private final Operand spanId;
    private final Operand rootSpanId;
    private final Operand cost;
    private final Operand whole;

    SpanReader(Compiler compiler) {
        this.isRoot = column(compiler, "is_root");
        this.parents = column(compiler, "span_parents");
        this.created = column(compiler, "created");
        this.error = column(compiler, "error");
        this.tags = column(compiler, "tags");
        this.scores = column(compiler, "scores");
        this.metrics = column(compiler, "metrics");
        this.type = column(compiler, "span_attributes", "type");
        this.spanId = column(compiler, "span_id");
        this.rootSpanId = column(compiler, "root_span_id");
        this.whole = column(compiler);
        List<BoundExpression> arguments = EstimatedCost.FIELDS.stream()
                .map(keys -> expression(keys.toArray(String[]::new)))
                .toList();
        this.cost = compiler.operand(new BoundExpression.Call(EstimatedCost.FUNCTION, arguments));
    }

    private static Operand column(Compiler compiler, String... keys) {
        return compiler.operand(expression(keys));
    }

    private static BoundExpression expression(String... keys) {
        return new BoundExpression.Column(FieldPath.of(keys), List.of(), BtqlType.ANY);
    }

    /** How sure it is that the span is its trace's root: 0 not at all, 3 it says so. */
    int rootRank(Row row) {
        if (isRoot.value(row) == BooleanValue.TRUE) {
            return 3;
        }
        Value id = spanId.value(row);
        if (!id.isNull() && id.equals(rootSpanId.value(row))) {
            return 2;
        }
        Value above = parents.value(row);
        boolean hasNone = above.isNull()
                || above instanceof ArrayValue array && array.elements().isEmpty();
        return hasNone ? 1 : 0;
    }

    Value created(Row row) {
        return created.value(row);
    }

    boolean hasError(Row row) {
        return !error.value(row).isNull();
    }

    boolean isOfType(Row row, String wanted) {
        return type.value(row) instanceof TextValue text && text.text().equals(wanted);
    }

    List<Value> tags(Row row) {
        return tags.value(row) instanceof ArrayValue array ? array.elements() : List.of();
    }

    Map<String, Value> scores(Row row) {
        return scores.value(row) instanceof ObjectValue object ? object.members() : Map.of();
    }

    /** A metric, null if the span has none of this name. */
    Value metric(Row row, String name) {
        return metrics.value(row) instanceof ObjectValue object ? object.get(name) : NullValue.NULL;
    }

    Value cost(Row row) {
        return cost.value(row);
    }

    /** The span as it is. */
    ObjectValue whole(Row row) {
        return whole.value(row) instanceof ObjectValue object ? object : new ObjectValue(Map.of());
    }
}
