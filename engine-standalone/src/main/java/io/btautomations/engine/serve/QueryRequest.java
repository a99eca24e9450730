package io.btautomations.engine.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledQuery;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.engine.serve.log.RowJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code POST /btql} is asked.
 *
 * @param text the query; in the JSON form if {@code isTree}
 * @param timeZoneOffset minutes west of UTC
 * @param version the last transaction that counts
 */
record QueryRequest(
        String text, boolean isTree, ResultFormat format, int timeZoneOffset, Optional<TransactionId> version) {

    private static final int FURTHEST = 1_080;

    /** How a result is written. */
    enum ResultFormat {
        JSON,
        JSONL,
        PARQUET
    }

    static QueryRequest of(ObjectNode body) throws RequestFailure {
        JsonNode query = body.path("query");
        if (!query.isTextual() && !query.isObject()) {
            throw RequestFailure.malformed(
                    query.isMissingNode()
                            ? "the request has no \"query\""
                            : "\"query\" should be a text or an object, it is "
                                    + query.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        String text = query.isTextual() ? query.textValue() : new String(RowJson.bytes(query), StandardCharsets.UTF_8);
        return new QueryRequest(text, query.isObject(), format(body), offset(body), version(body));
    }

    private static ResultFormat format(ObjectNode body) throws RequestFailure {
        JsonNode format = body.path("fmt");
        return switch (format.asText("json")) {
            case "json" -> ResultFormat.JSON;
            case "jsonl" -> ResultFormat.JSONL;
            case "parquet" -> ResultFormat.PARQUET;
            default ->
                throw RequestFailure.malformed("\"fmt\" should be json, jsonl or parquet, it is " + shown(format));
        };
    }

    private static int offset(ObjectNode body) throws RequestFailure {
        JsonNode offset = body.path("tz_offset");
        if (offset.isMissingNode() || offset.isNull()) {
            return 0;
        }
        boolean isOffset =
                offset.isIntegralNumber() && offset.canConvertToInt() && Math.abs(offset.intValue()) <= FURTHEST;
        if (!isOffset) {
            throw RequestFailure.malformed("\"tz_offset\" should be a number of minutes from -" + FURTHEST + " to "
                    + FURTHEST + ", it is " + shown(offset));
        }
        return offset.intValue();
    }

    private static Optional<TransactionId> version(ObjectNode body) throws RequestFailure {
        JsonNode version = body.path("version");
        if (version.isMissingNode() || version.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TransactionId.parse(version.asText()));
        } catch (IllegalArgumentException e) {
            throw RequestFailure.malformed("\"version\" should be an _xact_id, it is " + shown(version));
        }
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }

    /** @throws RequestFailure if it is no query */
    CompiledQuery compiled(BtqlOptions options) throws RequestFailure {
        try {
            BtqlOptions inZone = options.withTimeZoneOffsetMinutes(timeZoneOffset);
            return isTree ? Btql.selection(text, inZone) : Btql.query(text, inZone);
        } catch (BtqlException e) {
            throw RequestFailure.malformed(String.valueOf(e.getMessage()));
        }
    }
}
