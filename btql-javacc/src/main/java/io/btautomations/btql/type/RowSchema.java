package io.btautomations.btql.type;

import io.btautomations.btql.row.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that rows are known to have. It helps, it does not forbid: a row may have any field, known or not.
 * Immutable.
 */
public final class RowSchema {

    /** Rows of spans: logs, experiments and datasets. */
    public static final RowSchema SPANS = spans();

    /** Rows of traces: one for each trace, with what its spans add up to. */
    public static final RowSchema SUMMARY = summary();

    /** Rows of which nothing is known. */
    public static final RowSchema UNKNOWN = new RowSchema(Map.of(), Map.of(), false);

    private final Map<FieldPath, KnownField> fields;
    private final Map<String, FieldPath> shortNames;
    private final boolean isClosed;

    private RowSchema(Map<FieldPath, KnownField> fields, Map<String, FieldPath> shortNames, boolean isClosed) {
        this.fields = fields;
        this.shortNames = shortNames;
        this.isClosed = isClosed;
    }

    /** Rows that have exactly these fields at the top, such as the rows of a subquery. */
    public static RowSchema ofColumns(Map<String, BtqlType> columns) {
        Map<FieldPath, KnownField> fields = new LinkedHashMap<>();
        columns.forEach((name, type) -> fields.put(FieldPath.of(name), new KnownField(FieldPath.of(name), type)));
        return new RowSchema(fields, Map.of(), true);
    }

    /** Whether rows have no other fields at the top than the known ones. */
    public boolean isClosed() {
        return isClosed;
    }

    /** The known fields, in the order of the documentation. */
    public List<KnownField> fields() {
        return List.copyOf(fields.values());
    }

    /** The known field at {@code path}. */
    public Optional<KnownField> field(FieldPath path) {
        return Optional.ofNullable(fields.get(path));
    }

    /** Whether rows have a field of this name at the top. */
    public boolean hasTopLevel(String name) {
        return fields.containsKey(FieldPath.of(name));
    }

    /** Where a short name leads that is no field at the top: {@code model} to {@code metadata.model}. */
    public Optional<FieldPath> shortName(String name) {
        return Optional.ofNullable(shortNames.get(name));
    }

    /** Whether {@code path} is a field of summaries, or lies within one, that spans do not have. */
    public static boolean isOnlyInSummaries(FieldPath path) {
        for (int length = 1; length <= path.keys().size(); length++) {
            FieldPath start = new FieldPath(path.keys().subList(0, length));
            if (SUMMARY.fields.containsKey(start) && !SPANS.fields.containsKey(start)) {
                return true;
            }
        }
        return false;
    }

    /** The type of what stands at {@code path}. */
    public BtqlType typeOf(FieldPath path) {
        KnownField known = fields.get(path);
        if (known != null) {
            return known.type();
        }
        boolean isNumber = path.keys().size() == 2
                && (path.keys().getFirst().equals("scores")
                        || path.keys().getFirst().equals("metrics"));
        return isNumber && hasTopLevel("metrics") ? BtqlType.NUMBER : BtqlType.ANY;
    }

    private static RowSchema spans() {
        Builder schema = new Builder();
        schema.top(BtqlType.TEXT, "id", "_xact_id", "_pagination_key");
        schema.top(BtqlType.DATETIME, "created");
        schema.top(BtqlType.TEXT, "org_id", "project_id", "experiment_id", "dataset_id", "log_id");
        schema.top(BtqlType.TEXT, "span_id", "root_span_id");
        schema.top(BtqlType.ARRAY, "span_parents");
        schema.top(BtqlType.BOOLEAN, "is_root");
        schema.top(BtqlType.ANY, "input", "output", "expected", "error");
        schema.top(BtqlType.OBJECT, "scores", "metadata");
        schema.top(BtqlType.ARRAY, "tags");
        schema.top(BtqlType.OBJECT, "metrics", "context", "span_attributes", "origin");
        schema.top(BtqlType.ARRAY, "comments", "audit_data");
        schema.top(BtqlType.OBJECT, "facets", "classifications");
        schema.top(BtqlType.ANY, "_async_scoring_state", "function_type");
        schema.within("metadata", BtqlType.TEXT, "model");
        schema.within("metrics", BtqlType.NUMBER, "start", "end", "prompt_tokens", "completion_tokens");
        schema.within("metrics", BtqlType.NUMBER, "tokens", "total_tokens", "prompt_cached_tokens");
        schema.within("metrics", BtqlType.NUMBER, "prompt_cache_creation_tokens", "time_to_first_token");
        schema.within("metrics", BtqlType.NUMBER, "estimated_cost");
        schema.within("context", BtqlType.TEXT, "caller_functionname", "caller_filename");
        schema.within("context", BtqlType.NUMBER, "caller_lineno");
        schema.within("span_attributes", BtqlType.TEXT, "name", "type", "purpose");
        schema.within("span_attributes", BtqlType.NUMBER, "exec_counter");
        schema.within("origin", BtqlType.TEXT, "object_type", "object_id", "id", "_xact_id", "experiment_id");
        schema.within("origin", BtqlType.DATETIME, "created");
        schema.shortName("name", "span_attributes", "name");
        schema.shortName("type", "span_attributes", "type");
        schema.shortName("model", "metadata", "model");
        schema.shortNamesOf("metrics");
        return schema.build();
    }

    private static RowSchema summary() {
        Builder schema = new Builder();
        schema.top(BtqlType.TEXT, "id", "_xact_id", "_pagination_key");
        schema.top(BtqlType.DATETIME, "created");
        schema.top(BtqlType.TEXT, "org_id", "project_id", "experiment_id", "log_id", "root_span_id");
        schema.top(BtqlType.ANY, "input", "output", "expected", "error", "metadata");
        schema.top(BtqlType.OBJECT, "scores", "metrics", "span_attributes", "span_type_info", "origin");
        schema.top(BtqlType.ARRAY, "tags");
        schema.top(BtqlType.OBJECT, "facets", "classifications");
        schema.top(BtqlType.BOOLEAN, "is_root");
        schema.within("metadata", BtqlType.TEXT, "model");
        schema.within("metrics", BtqlType.NUMBER, "start", "end", "duration", "llm_duration", "time_to_first_token");
        schema.within("metrics", BtqlType.NUMBER, "prompt_tokens", "completion_tokens", "total_tokens");
        schema.within("metrics", BtqlType.NUMBER, "prompt_cached_tokens", "prompt_cache_creation_tokens");
        schema.within("metrics", BtqlType.NUMBER, "estimated_cost", "llm_calls", "tool_calls");
        schema.within("metrics", BtqlType.NUMBER, "errors", "llm_errors", "tool_errors");
        schema.within("span_type_info", BtqlType.BOOLEAN, "cached", "has_error");
        schema.within("span_attributes", BtqlType.TEXT, "name", "type", "purpose");
        schema.within("origin", BtqlType.DATETIME, "created");
        schema.shortName("name", "span_attributes", "name");
        schema.shortName("type", "span_attributes", "type");
        schema.shortName("model", "metadata", "model");
        schema.shortNamesOf("metrics");
        schema.shortName("latency", "metrics", "duration");
        return schema.build();
    }

    private static final class Builder {

        private final Map<FieldPath, KnownField> fields = new LinkedHashMap<>();
        private final Map<String, FieldPath> shortNames = new LinkedHashMap<>();

        void top(BtqlType type, String... names) {
            for (String name : names) {
                add(FieldPath.of(name), type);
            }
        }

        void within(String parent, BtqlType type, String... names) {
            for (String name : names) {
                add(FieldPath.of(parent, name), type);
            }
        }

        private void add(FieldPath path, BtqlType type) {
            fields.put(path, new KnownField(path, type));
        }

        void shortName(String name, String parent, String field) {
            shortNames.put(name, FieldPath.of(parent, field));
        }

        void shortNamesOf(String parent) {
            for (FieldPath path : fields.keySet()) {
                if (path.keys().size() == 2 && path.keys().getFirst().equals(parent)) {
                    shortNames.putIfAbsent(path.keys().getLast(), path);
                }
            }
        }

        RowSchema build() {
            return new RowSchema(new LinkedHashMap<>(fields), Map.copyOf(shortNames), false);
        }
    }
}
