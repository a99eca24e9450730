package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Condition;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.Paths;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.Truth;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the traces for which a condition holds, in one pass over the rows; in two if a part of the condition looks at
 * one span and at the whole trace.
 */
final class TraceSelection {

    private final PlanNode.SelectTraces select;
    private final Execution execution;
    private final Map<Value, BitSet> traces = new HashMap<>();
    private final TraceKey finalKey;

    private TraceSelection(PlanNode.SelectTraces select, Execution execution) {
        this.select = select;
        this.execution = execution;
        this.finalKey = new TraceKey(Execution.compiler(select.from()), execution);
    }

    static TraceSelection of(PlanNode.SelectTraces select, Execution execution)
            throws IOException, QueryLimitException {
        TraceSelection selection = new TraceSelection(select, execution);
        selection.find();
        return selection;
    }

    /** Whether the row's trace is one of those found. */
    boolean isSelected(Row row) {
        return traces.containsKey(finalKey.of(row));
    }

    /** The number of the bit that says that one span satisfies the condition on spans. */
    private int onSpanBit() {
        return select.anySpan().size();
    }

    private void find() throws IOException, QueryLimitException {
        boolean isMixed = select.onSpan().stream()
                .flatMap(BoundExpression::tree)
                .anyMatch(BoundExpression.Derived.class::isInstance);
        List<BoundExpression> conditions = new ArrayList<>(select.anySpan());
        if (!isMixed) {
            select.onSpan().ifPresent(conditions::add);
        }
        firstPass(conditions);
        if (isMixed) {
            secondPass(select.onSpan().orElseThrow());
        }
        Optional<Condition> onTrace =
                select.onTrace().map(condition -> new Compiler(PathSet.of(List.of())).condition(condition));
        traces.values()
                .removeIf(bits -> select.onSpan().isPresent() && !bits.get(onSpanBit())
                        || onTrace.isPresent() && onTrace.get().test(traceRow(bits)) != Truth.TRUE);
    }

    private GroupRow traceRow(BitSet bits) {
        List<Value> derived = new ArrayList<>();
        for (int i = 0; i < select.anySpan().size(); i++) {
            derived.add(BooleanValue.of(bits.get(i)));
        }
        return new GroupRow(derived, execution.context());
    }

    private void firstPass(List<BoundExpression> conditions) throws IOException, QueryLimitException {
        PathSet paths = pathsOf(conditions);
        Compiler compiler = new Compiler(paths);
        List<Condition> compiled = conditions.stream().map(compiler::condition).toList();
        TraceKey key = new TraceKey(compiler, execution);
        execution.scan(paths, row -> {
            Value trace = key.of(row);
            BitSet bits = traces.get(trace);
            if (bits == null) {
                bits = newTrace(trace);
            }
            for (int i = 0; i < compiled.size(); i++) {
                if (!bits.get(i) && compiled.get(i).test(row) == Truth.TRUE) {
                    bits.set(i);
                }
            }
            return true;
        });
    }

    private BitSet newTrace(Value trace) throws QueryLimitException {
        if (traces.size() == execution.limits().traces()) {
            throw new QueryLimitException("there are more than "
                    + execution.limits().traces() + " traces to look at: filter by time first, or raise the limit");
        }
        BitSet bits = new BitSet(onSpanBit() + 1);
        traces.put(trace, bits);
        return bits;
    }

    private void secondPass(BoundExpression onSpan) throws IOException, QueryLimitException {
        PathSet paths = pathsOf(List.of(onSpan));
        Compiler compiler = new Compiler(paths);
        Condition condition = compiler.condition(onSpan);
        TraceKey key = new TraceKey(compiler, execution);
        execution.scan(paths, row -> {
            BitSet bits = traces.get(key.of(row));
            if (bits != null && !bits.get(onSpanBit())) {
                DerivedRow known = new DerivedRow(row, traceRow(bits).derived());
                bits.set(onSpanBit(), condition.test(known) == Truth.TRUE);
            }
            return true;
        });
    }

    private static PathSet pathsOf(List<BoundExpression> conditions) {
        List<BoundExpression> all = new ArrayList<>(conditions);
        all.addAll(TraceKey.COLUMNS);
        return Paths.readBy(all);
    }
}
