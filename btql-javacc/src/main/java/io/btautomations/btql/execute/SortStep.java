package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders groups, which are in memory already. */
final class SortStep implements RowConsumer {

    private final Operands keys;
    private final Comparator<List<Value>> order;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(List<Value> keys, GroupRow row) {}

    SortStep(PlanNode.Sort sort) {
        this.keys = new Operands(
                sort.keys().stream().map(BoundQuery.Sort::expression).toList(), Execution.compiler(sort.from()));
        this.order = KeyOrder.of(sort.keys());
    }

    @Override
    public boolean accept(Row row) {
        entries.add(new Entry(keys.values(row), (GroupRow) row));
        return true;
    }

    void finish(RowConsumer out) throws IOException, QueryLimitException {
        entries.sort(Comparator.comparing(Entry::keys, order));
        for (Entry entry : entries) {
            if (!out.accept(entry.row())) {
                return;
            }
        }
    }
}
