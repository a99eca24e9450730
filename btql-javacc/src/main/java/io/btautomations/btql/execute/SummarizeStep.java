package io.btautomations.btql.execute;

import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.value.Step;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one row of the spans of each trace, in the order in which the traces appear. */
final class SummarizeStep implements RowConsumer {

    private final Map<Value, TraceSummary> traces = new LinkedHashMap<>();
    private final TraceKey key;
    private final SpanReader reader;
    private final List<List<Step>> steps;
    private final Execution execution;

    SummarizeStep(PlanNode.Summarize summarize, Execution execution) {
        Compiler compiler = Execution.compiler(summarize.from());
        this.key = new TraceKey(compiler, execution);
        this.reader = new SpanReader(compiler);
        this.steps = ObjectRow.steps(summarize.paths());
        this.execution = execution;
    }

    @Override
    public boolean accept(Row row) throws QueryLimitException {
        Value trace = key.of(row);
        TraceSummary summary = traces.get(trace);
        if (summary == null) {
            if (traces.size() == execution.limits().traces()) {
                throw new QueryLimitException("there are more than "
                        + execution.limits().traces() + " traces to sum up: filter by time first, or raise the limit");
            }
            summary = new TraceSummary();
            traces.put(trace, summary);
        }
        execution.retained().add(summary.add(reader, row), "summing up traces");
        return true;
    }

    void finish(RowConsumer out) throws IOException, QueryLimitException {
        for (TraceSummary summary : traces.values()) {
            if (!out.accept(new ObjectRow(summary.toObject(), steps, execution.context()))) {
                return;
            }
        }
    }
}
