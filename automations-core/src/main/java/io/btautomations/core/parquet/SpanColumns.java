package io.btautomations.core.parquet;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The columns of spans, version 1. Every column may be null. A field that has no column, and a value that does not fit
 * its column, stand in {@link #MORE} as JSON, so that every row can be had back whole but for the order and spelling of
 * its fields, and fields that are {@code null}.
 */
final class SpanColumns {

    /** What columns hold. */
    enum Kind {
        /** A text. */
        TEXT,
        /** A point in time, in microseconds. */
        TIME,
        /** True or false. */
        FLAG,
        /**
         * Any value, as the JSON that it was. The column is said to be text, not JSON: readers that check JSON refuse a
         * whole file for one row that is spelled in a way they do not take.
         */
        JSON,
        /** Texts. */
        TEXTS,
        /** Numbers by name. */
        NUMBERS
    }

    /** The column of what fits no other column. */
    static final String MORE = "_more";

    static final String SCHEMA_ID = "spans-parquet/1";

    private static final Map<String, Kind> KINDS = kinds();

    private SpanColumns() {}

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("id", Kind.TEXT);
        kinds.put("_xact_id", Kind.TEXT);
        kinds.put("_pagination_key", Kind.TEXT);
        kinds.put("created", Kind.TIME);
        kinds.put("org_id", Kind.TEXT);
        kinds.put("project_id", Kind.TEXT);
        kinds.put("experiment_id", Kind.TEXT);
        kinds.put("dataset_id", Kind.TEXT);
        kinds.put("log_id", Kind.TEXT);
        kinds.put("span_id", Kind.TEXT);
        kinds.put("root_span_id", Kind.TEXT);
        kinds.put("span_parents", Kind.TEXTS);
        kinds.put("is_root", Kind.FLAG);
        kinds.put("span_attributes", Kind.JSON);
        kinds.put("input", Kind.JSON);
        kinds.put("output", Kind.JSON);
        kinds.put("expected", Kind.JSON);
        kinds.put("error", Kind.JSON);
        kinds.put("metadata", Kind.JSON);
        kinds.put("tags", Kind.TEXTS);
        kinds.put("scores", Kind.NUMBERS);
        kinds.put("metrics", Kind.NUMBERS);
        kinds.put("context", Kind.JSON);
        kinds.put("origin", Kind.JSON);
        kinds.put("facets", Kind.JSON);
        kinds.put("classifications", Kind.JSON);
        kinds.put("comments", Kind.JSON);
        kinds.put(MORE, Kind.JSON);
        return kinds;
    }

    /** Kinds of the columns by name, in the order of the columns. */
    static Map<String, Kind> all() {
        return KINDS;
    }

    static MessageType schema() {
        Types.MessageTypeBuilder message = Types.buildMessage();
        KINDS.forEach((name, kind) -> message.addField(type(name, kind)));
        return message.named("span");
    }

    private static Type type(String name, Kind kind) {
        return switch (kind) {
            case TEXT, JSON -> text(name);
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(name);
            case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case TEXTS -> Types.optionalList().element(text("element")).named(name);
            case NUMBERS ->
                Types.optionalMap()
                        .key(Types.required(PrimitiveTypeName.BINARY)
                                .as(LogicalTypeAnnotation.stringType())
                                .named("key"))
                        .value(Types.optional(PrimitiveTypeName.DOUBLE).named("value"))
                        .named(name);
        };
    }

    private static Type text(String name) {
        return Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }
}
