package io.btautomations.btql.plan;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.row.FieldPath;
import java.util.List;
import java.util.Set;

/** Which fields of spans make a summary, and which fields only a summary has. */
public final class SummaryFields {

    /** What says which trace a span belongs to: the first of these that is not null. */
    public static final List<FieldPath> TRACE_KEY =
            List.of(FieldPath.of("root_span_id"), FieldPath.of("span_id"), FieldPath.of("id"));

    /** What a summary reads of each span, besides its costs. */
    public static final List<FieldPath> READ = List.of(
            FieldPath.of("is_root"),
            FieldPath.of("span_parents"),
            FieldPath.of("created"),
            FieldPath.of("error"),
            FieldPath.of("tags"),
            FieldPath.of("scores"),
            FieldPath.of("metrics"),
            FieldPath.of("span_attributes", "type"));

    private static final Set<String> METRICS =
            Set.of("duration", "llm_duration", "llm_calls", "tool_calls", "errors", "llm_errors", "tool_errors");

    private SummaryFields() {}

    static boolean readsSummary(BoundExpression condition) {
        return condition
                .tree()
                .anyMatch(node -> node instanceof BoundExpression.Column column
                        && isSummaryField(column.path().keys()));
    }

    private static boolean isSummaryField(List<String> keys) {
        if (keys.isEmpty()) {
            return false;
        }
        return keys.size() >= 2 && keys.get(0).equals("metrics") && METRICS.contains(keys.get(1))
                || keys.getFirst().equals("span_type_info");
    }
}
