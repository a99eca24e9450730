package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/** Makes rows of a result and orders them; with a limit it keeps no more than that. */
final class SortedProjection implements RowConsumer {

    private final Projection projection;
    private final Operands keys;
    private final Comparator<List<Value>> order;
    private final long limit;
    private final Execution execution;
    private final PriorityQueue<Entry> worstFirst;
    private long ordinal;

    private record Entry(List<Value> keys, long ordinal, ResultRow result, Optional<String> cursor, long size) {}

    SortedProjection(PlanNode.Project project, List<BoundQuery.Sort> sort, OptionalLong limit, Execution execution) {
        this.projection = new Projection(project);
        this.keys = new Operands(
                sort.stream().map(BoundQuery.Sort::expression).toList(), Execution.compiler(project.from()));
        this.order = KeyOrder.of(sort);
        this.limit = limit.orElse(Long.MAX_VALUE);
        this.execution = execution;
        this.worstFirst = new PriorityQueue<>(Comparator.comparing(Entry::keys, order)
                .thenComparing(Entry::ordinal)
                .reversed());
    }

    @Override
    public boolean accept(Row row) throws QueryLimitException {
        if (limit == 0) {
            return false;
        }
        List<Value> rowKeys = keys.values(row);
        boolean isFull = worstFirst.size() == limit;
        if (isFull && order.compare(rowKeys, worstFirst.element().keys()) >= 0) {
            return true;
        }
        if (isFull) {
            execution.retained().remove(worstFirst.remove().size());
        }
        ResultRow result = projection.result(row);
        long size = Retained.sizeOf(rowKeys)
                + (result.source().isPresent()
                        ? result.source().get().length
                        : Retained.sizeOf(List.copyOf(result.values().values())));
        execution.retained().add(size, "sorting");
        worstFirst.add(new Entry(rowKeys, ordinal++, result, projection.cursor(row), size));
        return true;
    }

    void finish(ResultConsumer out) throws IOException, QueryLimitException {
        List<Entry> sorted = new ArrayList<>(worstFirst);
        worstFirst.clear();
        sorted.sort(Comparator.comparing(Entry::keys, order).thenComparing(Entry::ordinal));
        for (Entry entry : sorted) {
            execution.retained().remove(entry.size());
        }
        for (Entry entry : sorted) {
            execution.cursor(entry.cursor());
            if (!out.accept(entry.result())) {
                return;
            }
        }
    }
}
