package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundExpression.Aggregate;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.function.Accumulator;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups rows by keys, in the order in which the groups appear. Without keys all rows, also none, are one group. */
final class GroupStep implements RowConsumer {

    /** What an accumulator keeps is counted at every so many rows. */
    private static final int CHECK_INTERVAL = 4_096;

    private static final int VALUE_SIZE = 64;

    private final List<Aggregate> aggregates;
    private final Operands keys;
    private final Operands arguments;
    private final Execution execution;
    private final Map<List<Value>, Accumulator[]> groups = new LinkedHashMap<>();
    private long rows;
    private long countedSize;

    GroupStep(PlanNode.Group group, Execution execution) {
        Compiler compiler = Execution.compiler(group.from());
        this.aggregates = group.grouping().aggregates();
        this.keys = new Operands(group.grouping().keys(), compiler);
        this.arguments =
                new Operands(aggregates.stream().map(Aggregate::argument).toList(), compiler);
        this.execution = execution;
        if (group.grouping().keys().isEmpty()) {
            groups.put(List.of(), newAccumulators());
        }
    }

    private Accumulator[] newAccumulators() {
        return aggregates.stream()
                .map(aggregate -> aggregate.function().newAccumulator(aggregate.parameter()))
                .toArray(Accumulator[]::new);
    }

    @Override
    public boolean accept(Row row) throws QueryLimitException {
        List<Value> key = keys.values(row);
        Accumulator[] accumulators = groups.get(key);
        if (accumulators == null) {
            accumulators = newGroup(key);
        }
        List<Value> values = arguments.values(row);
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i].add(values.get(i));
        }
        rows++;
        if (rows % CHECK_INTERVAL == 0) {
            checkSize();
        }
        return true;
    }

    private Accumulator[] newGroup(List<Value> key) throws QueryLimitException {
        if (groups.size() == execution.limits().groups()) {
            throw new QueryLimitException(
                    "the query makes more than " + execution.limits().groups()
                            + " groups: group by something coarser, filter first, or raise the limit");
        }
        execution.retained().add(Retained.sizeOf(key) + (long) VALUE_SIZE * aggregates.size(), "grouping");
        Accumulator[] accumulators = newAccumulators();
        groups.put(key, accumulators);
        return accumulators;
    }

    private void checkSize() throws QueryLimitException {
        long values = 0;
        for (Accumulator[] accumulators : groups.values()) {
            for (Accumulator accumulator : accumulators) {
                values += accumulator.retained();
            }
        }
        long size = values * VALUE_SIZE;
        execution.retained().add(size - countedSize, "grouping");
        countedSize = size;
    }

    void finish(RowConsumer out) throws IOException, QueryLimitException {
        for (Map.Entry<List<Value>, Accumulator[]> group : groups.entrySet()) {
            List<Value> derived = new ArrayList<>(group.getKey());
            for (Accumulator accumulator : group.getValue()) {
                derived.add(accumulator.result());
            }
            if (!out.accept(new GroupRow(derived, execution.context()))) {
                return;
            }
        }
    }
}
