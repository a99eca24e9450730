package io.btautomations.engine.serve.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.TransactionId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows as a log keeps them: every field that rows of their kind have, null where there is no value. */
final class RowForm {

    static final String ID = "id";
    static final String TRANSACTION = "_xact_id";
    static final String KEY = "_pagination_key";
    static final String DELETED = "_object_delete";
    static final String AUDIT_SOURCE = "_audit_source";
    static final String AUDIT_METADATA = "_audit_metadata";

    /** What tells the server something and is no part of the row. */
    private static final Set<String> INSTRUCTIONS = Set.of(
            RowMerge.IS_MERGE,
            RowMerge.MERGE_PATHS,
            RowMerge.ARRAY_DELETE,
            DELETED,
            AUDIT_SOURCE,
            AUDIT_METADATA,
            "_parent_id");

    private static final List<String> SPAN = List.of(
            "span_id",
            "root_span_id",
            "span_parents",
            "is_root",
            "input",
            "output",
            "expected",
            "error",
            "scores",
            "metadata",
            "tags",
            "metrics",
            "context",
            "span_attributes",
            "origin",
            "comments",
            "audit_data",
            "facets",
            "classifications");

    private static final List<String> RECORD = List.of(
            "input",
            "expected",
            "metadata",
            "tags",
            "span_id",
            "root_span_id",
            "is_root",
            "origin",
            "comments",
            "audit_data",
            "facets",
            "classifications");

    private final ServedObject object;

    /**
     * What made a version of a row.
     *
     * @param action {@code upsert} or {@code merge}
     * @param metadata an object, or nothing
     */
    record Audit(String action, String source, JsonNode metadata) {}

    RowForm(ServedObject object) {
        this.object = object;
    }

    /**
     * The row as it is kept.
     *
     * @param row its values so far; instructions are left out
     * @param audit what made this version
     * @param now the time of the write, for rows that do not say when they were created
     */
    ObjectNode whole(ObjectNode row, Audit audit, TransactionId transaction, PaginationKey key, String now) {
        ObjectNode whole = RowJson.MAPPER.createObjectNode();
        String id = row.path(ID).textValue();
        whole.put(ID, id);
        whole.put(TRANSACTION, transaction.toString());
        whole.put(KEY, key.toString());
        whole.put("created", row.path("created").asText(now));
        objectIds(whole);
        boolean isSpan = object.kind() != ServedObject.Kind.DATASET;
        for (String field : isSpan ? SPAN : RECORD) {
            whole.set(field, row.get(field));
        }
        if (!whole.hasNonNull("span_id")) {
            whole.put("span_id", id);
        }
        if (!whole.hasNonNull("root_span_id")) {
            whole.set("root_span_id", whole.get("span_id"));
        }
        whole.put("is_root", row.path("span_parents").isEmpty());
        if (isSpan && row.path("span_parents").isEmpty()) {
            whole.putNull("span_parents");
        }
        whole.set("audit_data", entries(audit, transaction));
        if (object.kind() == ServedObject.Kind.PROJECT) {
            whole.set("_async_scoring_state", row.get("_async_scoring_state"));
        }
        for (Map.Entry<String, JsonNode> field : row.properties()) {
            if (!whole.has(field.getKey()) && !INSTRUCTIONS.contains(field.getKey())) {
                whole.set(field.getKey(), field.getValue());
            }
        }
        return whole;
    }

    /** What stands in a log for the end of a row. */
    ObjectNode deleted(String id, TransactionId transaction, PaginationKey key, String now) {
        ObjectNode row = RowJson.MAPPER.createObjectNode();
        row.put(ID, id);
        row.put(TRANSACTION, transaction.toString());
        row.put(KEY, key.toString());
        row.put("created", now);
        objectIds(row);
        row.put(DELETED, true);
        return row;
    }

    private void objectIds(ObjectNode row) {
        if (object.kind() == ServedObject.Kind.PROJECT) {
            row.put("org_id", ServedObject.ORGANISATION_ID);
        }
        row.put("project_id", object.projectId());
        if (object.kind() == ServedObject.Kind.PROJECT) {
            row.put("log_id", "g");
        } else {
            row.put(object.kind().idField(), object.id());
        }
    }

    private static ArrayNode entries(Audit audit, TransactionId transaction) {
        ArrayNode entries = RowJson.MAPPER.createArrayNode();
        ObjectNode entry = entries.addObject();
        entry.put(TRANSACTION, transaction.toString());
        entry.putObject("audit_data").put("action", audit.action());
        entry.set("metadata", audit.metadata().isObject() ? audit.metadata() : RowJson.MAPPER.createObjectNode());
        entry.put("source", audit.source());
        return entries;
    }
}
