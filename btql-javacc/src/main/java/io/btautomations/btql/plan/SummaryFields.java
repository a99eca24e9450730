package io.btautomations.btql.plan;

import io.btautomations.btql.row.FieldPath;
import java.util.List;

/** Which fields of spans make a summary. */
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

    private SummaryFields() {}
}
