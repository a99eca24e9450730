package io.btautomations.engine.serve.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Comments on rows. Clients send each as a row of its own whose {@code origin.id} names the row that it is about; here
 * it becomes an element of that row's {@code comments}, which stay when the row is sent again.
 */
final class Comments {

    private static final String COMMENTS = "comments";
    private static final String COMMENT = "comment";

    private Comments() {}

    /** What was sent, a comment as the part of the row that it is about. */
    static ObjectNode asPartOfRow(ObjectNode sent, String now) {
        JsonNode about = sent.path("origin").path(RowForm.ID);
        if (!sent.path(COMMENT).isObject() || !about.isTextual()) {
            return sent;
        }
        ObjectNode part = RowJson.MAPPER.createObjectNode();
        part.put(RowForm.ID, about.textValue());
        part.put(RowMerge.IS_MERGE, true);
        part.set(RowForm.AUDIT_SOURCE, sent.get(RowForm.AUDIT_SOURCE));
        part.set(RowForm.AUDIT_METADATA, sent.get(RowForm.AUDIT_METADATA));
        ObjectNode comment = part.putObject(COMMENT);
        comment.set(RowForm.ID, sent.get(RowForm.ID));
        comment.put("created", sent.path("created").asText(now));
        comment.set(COMMENT, sent.get(COMMENT));
        comment.set("metadata", sent.get(RowForm.AUDIT_METADATA));
        comment.put("source", sent.path(RowForm.AUDIT_SOURCE).asText("api"));
        return part;
    }

    /** Puts the comment that was merged into a row among its comments, in the place of one with its id. */
    static void settle(ObjectNode row) {
        JsonNode comment = row.path(COMMENT);
        if (!comment.isObject() || !comment.path(COMMENT).isObject()) {
            return;
        }
        ArrayNode comments = RowJson.MAPPER.createArrayNode();
        for (JsonNode earlier : row.path(COMMENTS)) {
            if (!earlier.path(RowForm.ID).equals(comment.path(RowForm.ID))) {
                comments.add(earlier);
            }
        }
        comments.add(comment);
        row.set(COMMENTS, comments);
        row.remove(COMMENT);
    }

    /** Keeps the comments on a row that is replaced. */
    static void keep(ObjectNode old, ObjectNode row) {
        if (!row.hasNonNull(COMMENTS) && old.hasNonNull(COMMENTS)) {
            row.set(COMMENTS, old.get(COMMENTS));
        }
    }
}
