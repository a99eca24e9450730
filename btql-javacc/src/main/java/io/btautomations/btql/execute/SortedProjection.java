package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes rows of a result and orders them. */
final class SortedProjection implements RowConsumer {

    private final Projection projection;
    private final Operands keys;
    private final Comparator<List<Value>> order;
    private final long limit;
    private final Execution execution;
    private final RowSorter sorter;
    private long rows;

    SortedProjection(PlanNode.Project project, List<BoundQuery.Sort> sort, OptionalLong limit, Execution execution) {
        this.projection = new Projection(project);
        this.keys = new Operands(
                sort.stream().map(BoundQuery.Sort::expression).toList(), Execution.compiler(project.from()));
        this.order = KeyOrder.of(sort);
        this.limit = limit.orElse(Long.MAX_VALUE);
        this.execution = execution;
        this.sorter = new RowSorter(SortEntry.order(order), this.limit, execution);
    }

    @Override
    public boolean accept(Row row) throws IOException, QueryLimitException {
        if (limit == 0) {
            return false;
        }
        long ordinal = rows++;
        List<Value> rowKeys = keys.values(row);
        Optional<SortEntry> worst = sorter.worst();
        if (worst.isEmpty() || order.compare(rowKeys, worst.get().keys()) < 0) {
            sorter.add(new SortEntry(rowKeys, ordinal, projection.result(row), projection.cursor(row)));
        }
        return true;
    }

    void finish(ResultConsumer out) throws IOException, QueryLimitException {
        execution.hasMore(rows > limit);
        sorter.finish(out);
    }
}
