package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Operand;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes columns of the values of a key: {@code <value>_<measure>}. A combination that no group has is null. */
final class PivotStep implements RowConsumer {

    private final BoundQuery.Pivot pivot;
    private final Operand column;
    private final Operands keys;
    private final Operands measures;
    private final Execution execution;
    private final Set<String> columns = new LinkedHashSet<>();
    private final Map<List<Value>, Map<String, Value>> rows = new LinkedHashMap<>();

    PivotStep(PlanNode.Pivot node, Execution execution) {
        Compiler compiler = Execution.compiler(node.from());
        this.pivot = node.pivot();
        this.column = compiler.operand(pivot.column());
        this.keys = new Operands(
                pivot.keys().stream().map(BoundQuery.Output::expression).toList(), compiler);
        this.measures = new Operands(
                pivot.measures().stream().map(BoundQuery.Output::expression).toList(), compiler);
        this.execution = execution;
    }

    @Override
    public boolean accept(Row row) throws QueryLimitException {
        Value value = SpreadValue.whole(column.value(row));
        String prefix = JsonText.unquoted(value);
        Map<String, Value> cells = rows.computeIfAbsent(keys.values(row), key -> new LinkedHashMap<>());
        List<Value> values = measures.values(row);
        for (int i = 0; i < values.size(); i++) {
            String name = prefix + "_" + pivot.measures().get(i).name();
            columns.add(name);
            cells.put(name, values.get(i));
        }
        if (columns.size() > execution.limits().groups()) {
            throw new QueryLimitException("the pivot makes more than "
                    + execution.limits().groups() + " columns: pivot a coarser key, filter first, or raise the limit");
        }
        return true;
    }

    void finish(ResultConsumer out) throws IOException, QueryLimitException {
        for (Map.Entry<List<Value>, Map<String, Value>> row : rows.entrySet()) {
            TreeMap<String, Value> values = new TreeMap<>();
            for (String name : columns) {
                values.put(name, row.getValue().getOrDefault(name, NullValue.NULL));
            }
            for (int i = 0; i < pivot.keys().size(); i++) {
                values.put(pivot.keys().get(i).name(), row.getKey().get(i));
            }
            if (!out.accept(ResultRow.of(values))) {
                return;
            }
        }
    }
}
