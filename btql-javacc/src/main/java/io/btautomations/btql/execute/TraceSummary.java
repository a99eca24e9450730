package io.btautomations.btql.execute;

import io.btautomations.btql.eval.Row;
import io.btautomations.btql.function.Accumulator;
import io.btautomations.btql.function.AggregateFunction;
import io.btautomations.btql.function.Arithmetics;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.Truth;
import io.btautomations.btql.value.Value;
import io.btautomations.btql.value.ValueOrder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the spans of one trace add up to. The row is the root span with averaged scores, summed metrics and the tags of
 * all spans; without a root span the earliest stands in for it.
 */
final class TraceSummary {

    private static final List<String> ONLY_ON_SPANS = List.of("span_id", "span_parents", "is_root", "context");
    private static final List<String> SUMMED =
            List.of("prompt_tokens", "completion_tokens", "prompt_cached_tokens", "prompt_cache_creation_tokens");

    private final Map<String, Accumulator> scores = new LinkedHashMap<>();
    private final Map<String, Accumulator> sums = new LinkedHashMap<>();
    private final Accumulator cost = AggregateFunction.SUM.newAccumulator(0);
    private final Accumulator start = AggregateFunction.MIN.newAccumulator(0);
    private final Accumulator end = AggregateFunction.MAX.newAccumulator(0);
    private final Accumulator llmDuration = AggregateFunction.SUM.newAccumulator(0);
    private final Accumulator timeToFirstToken = AggregateFunction.AVG.newAccumulator(0);
    private final Set<Value> tags = new LinkedHashSet<>();
    private long llmCalls;
    private long toolCalls;
    private long llmErrors;
    private long toolErrors;
    private long cachedCalls;
    private boolean hasError;
    private ObjectValue root = new ObjectValue(Map.of());
    private int rootRank = -1;
    private Value rootCreated = NullValue.NULL;
    private long rootSize;

    /** Takes one more span; answers by how many bytes this has grown. */
    long add(SpanReader reader, Row row) {
        addMetrics(reader, row);
        reader.scores(row)
                .forEach((name, score) -> scores.computeIfAbsent(name, key -> AggregateFunction.AVG.newAccumulator(0))
                        .add(score));
        reader.tags(row).stream().filter(tag -> !tag.isNull()).forEach(tags::add);
        boolean isError = reader.hasError(row);
        hasError |= isError;
        if (reader.isOfType(row, "llm")) {
            llmCalls++;
            llmErrors += isError ? 1 : 0;
            cachedCalls += Truth.of(reader.metric(row, "cached")) == Truth.TRUE ? 1 : 0;
            llmDuration.add(Arithmetics.subtract(reader.metric(row, "end"), reader.metric(row, "start")));
            timeToFirstToken.add(reader.metric(row, "time_to_first_token"));
        } else if (reader.isOfType(row, "tool")) {
            toolCalls++;
            toolErrors += isError ? 1 : 0;
        }
        return considerAsRoot(reader, row);
    }

    private void addMetrics(SpanReader reader, Row row) {
        for (String name : SUMMED) {
            sum(name).add(reader.metric(row, name));
        }
        sum("total_tokens").add(totalTokens(reader, row));
        cost.add(reader.cost(row));
        start.add(reader.metric(row, "start"));
        end.add(reader.metric(row, "end"));
    }

    private Accumulator sum(String name) {
        return sums.computeIfAbsent(name, key -> AggregateFunction.SUM.newAccumulator(0));
    }

    private static Value totalTokens(SpanReader reader, Row row) {
        for (String name : List.of("tokens", "total_tokens")) {
            Value total = reader.metric(row, name);
            if (total instanceof NumberValue) {
                return total;
            }
        }
        Value prompt = reader.metric(row, "prompt_tokens");
        Value completion = reader.metric(row, "completion_tokens");
        if (prompt instanceof NumberValue && completion instanceof NumberValue) {
            return Arithmetics.add(prompt, completion);
        }
        return prompt instanceof NumberValue ? prompt : completion;
    }

    private long considerAsRoot(SpanReader reader, Row row) {
        int rank = reader.rootRank(row);
        Value created = reader.created(row);
        boolean isBetter =
                rank > rootRank || rank == rootRank && ValueOrder.ASCENDING.compare(created, rootCreated) < 0;
        if (!isBetter) {
            return 0;
        }
        root = reader.whole(row);
        rootRank = rank;
        rootCreated = created;
        long before = rootSize;
        rootSize = Retained.sizeOf(root);
        return rootSize - before;
    }

    ObjectValue toObject() {
        Map<String, Value> row = new LinkedHashMap<>(root.members());
        row.keySet().removeAll(ONLY_ON_SPANS);
        row.put("scores", averages());
        row.put("metrics", metrics());
        row.put("span_type_info", spanTypeInfo());
        row.put("tags", tags.isEmpty() ? NullValue.NULL : new ArrayValue(List.copyOf(tags)));
        return new ObjectValue(row);
    }

    private ObjectValue averages() {
        Map<String, Value> averages = new LinkedHashMap<>();
        scores.forEach((name, average) -> averages.put(name, average.result()));
        return new ObjectValue(averages);
    }

    private ObjectValue metrics() {
        Map<String, Value> metrics = new LinkedHashMap<>();
        sums.forEach((name, sum) -> metrics.put(name, orZero(sum.result())));
        metrics.put("estimated_cost", cost.result());
        metrics.put("llm_calls", NumberValue.of(llmCalls));
        metrics.put("tool_calls", NumberValue.of(toolCalls));
        metrics.put("errors", NumberValue.of(llmErrors + toolErrors));
        metrics.put("llm_errors", NumberValue.of(llmErrors));
        metrics.put("tool_errors", NumberValue.of(toolErrors));
        metrics.put("start", start.result());
        metrics.put("end", end.result());
        metrics.put("duration", Arithmetics.subtract(end.result(), start.result()));
        metrics.put("llm_duration", llmDuration.result());
        metrics.put("time_to_first_token", timeToFirstToken.result());
        return new ObjectValue(metrics);
    }

    private static Value orZero(Value sum) {
        return sum.isNull() ? NumberValue.of(0) : sum;
    }

    private ObjectValue spanTypeInfo() {
        Map<String, Value> info = new LinkedHashMap<>();
        if (root.get("span_attributes") instanceof ObjectValue attributes) {
            info.putAll(attributes.members());
        }
        info.put("cached", BooleanValue.of(llmCalls > 0 && cachedCalls == llmCalls));
        info.put("has_error", BooleanValue.of(hasError));
        return new ObjectValue(info);
    }
}
