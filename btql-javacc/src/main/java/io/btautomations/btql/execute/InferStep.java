package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.eval.Operand;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import io.btautomations.btql.value.ValueOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives a row for each field that rows have, by path: its types, the number of rows in which it is not null, and its
 * most frequent values. Of each field a bounded number of short values is counted.
 */
final class InferStep implements RowConsumer {

    private static final int COUNTED_VALUES = 1_000;
    private static final int LONGEST_VALUE = 200;
    private static final int TOP_VALUES = 5;

    private final PlanNode.Infer infer;
    private final Operand whole;
    private final Execution execution;
    private final SortedMap<FieldPath, Field> fields = new TreeMap<>();
    private long remaining;

    InferStep(PlanNode.Infer infer, Execution execution) {
        this.infer = infer;
        this.whole = Execution.compiler(infer.from()).operand(new Column(FieldPath.ROW, List.of(), BtqlType.OBJECT));
        this.execution = execution;
        this.remaining = infer.infer().budget().orElse(Long.MAX_VALUE);
    }

    @Override
    public boolean accept(Row row) throws QueryLimitException {
        if (remaining <= 0) {
            return false;
        }
        remaining--;
        if (whole.value(row) instanceof ObjectValue object) {
            visit(List.of(), object);
        }
        return remaining > 0;
    }

    private void visit(List<String> keys, Value value) throws QueryLimitException {
        if (value.isNull()) {
            return;
        }
        FieldPath path = new FieldPath(keys);
        boolean isWanted = infer.infer().roots().isEmpty()
                || infer.infer().roots().stream().anyMatch(root -> root.path().isPrefixOf(path));
        if (!keys.isEmpty() && isWanted) {
            field(path).add(value);
        }
        if (value instanceof ObjectValue object) {
            for (Map.Entry<String, Value> member : object.members().entrySet()) {
                List<String> below = new ArrayList<>(keys);
                below.add(member.getKey());
                visit(below, member.getValue());
            }
        }
    }

    private Field field(FieldPath path) throws QueryLimitException {
        Field field = fields.get(path);
        if (field == null) {
            if (fields.size() == execution.limits().groups()) {
                throw new QueryLimitException("rows have more than "
                        + execution.limits().groups() + " fields: name the paths to look at, or raise the limit");
            }
            field = new Field();
            fields.put(path, field);
        }
        return field;
    }

    void finish(ResultConsumer out) throws IOException, QueryLimitException {
        for (Map.Entry<FieldPath, Field> entry : fields.entrySet()) {
            if (!out.accept(ResultRow.of(entry.getValue().columns(entry.getKey())))) {
                return;
            }
        }
    }

    private static final class Field {

        private final TreeSet<String> types = new TreeSet<>();
        private final Map<Value, Long> values = new HashMap<>();
        private long count;

        void add(Value value) {
            count++;
            types.add(type(value));
            boolean isShort = switch (value) {
                case TextValue text -> text.text().length() <= LONGEST_VALUE;
                case NumberValue number -> true;
                case BooleanValue bool -> true;
                default -> false;
            };
            if (isShort && (values.size() < COUNTED_VALUES || values.containsKey(value))) {
                values.merge(value, 1L, Long::sum);
            }
        }

        private static String type(Value value) {
            return switch (value) {
                case TextValue text -> "string";
                case NumberValue number -> number.isInteger() ? "integer" : "number";
                case BooleanValue bool -> "boolean";
                case ArrayValue array -> "array";
                default -> "object";
            };
        }

        SortedMap<String, Value> columns(FieldPath path) {
            SortedMap<String, Value> columns = new TreeMap<>();
            columns.put("path", new TextValue(path.toString()));
            columns.put(
                    "types",
                    new ArrayValue(types.stream()
                            .map(type -> (Value) new TextValue(type))
                            .toList()));
            columns.put("count", NumberValue.of(count));
            columns.put("top_values", new ArrayValue(topValues()));
            return columns;
        }

        private List<Value> topValues() {
            Comparator<Map.Entry<Value, Long>> order = Map.Entry.<Value, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry::getKey, ValueOrder.ASCENDING);
            return values.entrySet().stream()
                    .sorted(order)
                    .limit(TOP_VALUES)
                    .map(entry -> topValue(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static Value topValue(Value value, long count) {
            Map<String, Value> members = new LinkedHashMap<>();
            members.put("value", value);
            members.put("count", NumberValue.of(count));
            return new ObjectValue(members);
        }
    }
}
