package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.bind.Cursors;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Operand;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes rows of a result. */
final class Projection {

    private final PlanNode.Project project;
    private final Previews previews;
    private final Operands outputs;
    private final Optional<Operand> wholeRow;
    private final Optional<Operand> paginationKey;

    Projection(PlanNode.Project project) {
        this.project = project;
        this.previews = new Previews(project.preview());
        Compiler compiler = Execution.compiler(project.from());
        this.outputs = new Operands(
                project.outputs().stream().map(BoundQuery.Output::expression).toList(), compiler);
        this.wholeRow = project.star() ? Optional.of(compiler.operand(column(FieldPath.ROW))) : Optional.empty();
        this.paginationKey = project.givesCursor()
                ? Optional.of(compiler.operand(column(FieldPath.of("_pagination_key"))))
                : Optional.empty();
    }

    private static BoundExpression column(FieldPath path) {
        return new Column(path, List.of(), BtqlType.ANY);
    }

    /** Whether rows are returned as they were read. */
    private boolean isUnchanged() {
        return project.star() && project.outputs().isEmpty() && !previews.areOn();
    }

    /** The cursor that continues after {@code row}. */
    Optional<String> cursor(Row row) {
        return paginationKey.flatMap(key -> cursor(key.value(row)));
    }

    /** The row of the result for {@code row}. */
    ResultRow result(Row row) {
        if (isUnchanged()) {
            Optional<byte[]> source = row.source();
            if (source.isPresent()) {
                return ResultRow.unchanged(source.get());
            }
        }
        SortedMap<String, Value> values = new TreeMap<>();
        wholeRow.ifPresent(operand -> addAll(operand.value(row), values));
        List<Value> calculated = outputs.values(row);
        for (int i = 0; i < calculated.size(); i++) {
            BoundQuery.Output output = project.outputs().get(i);
            Value value = calculated.get(i);
            values.put(output.name(), previews.concern(output.expression()) ? previews.of(value) : value);
        }
        return ResultRow.of(values);
    }

    private void addAll(Value row, Map<String, Value> values) {
        if (row instanceof ObjectValue object) {
            object.members()
                    .forEach((key, value) -> values.put(key, previews.concern(key) ? previews.of(value) : value));
        }
    }

    private static Optional<String> cursor(Value key) {
        OptionalLong number = key instanceof TextValue text ? Cursors.ofKey(text.text()) : OptionalLong.empty();
        return number.isPresent() ? Optional.of(Cursors.encode(number.getAsLong())) : Optional.empty();
    }
}
