package io.btautomations.core.braintrust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.braintrust.Answer.Freshness;
import io.btautomations.core.port.HttpTransport.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the headers of an answer say.
 *
 * @param cursor where the next page begins
 * @param freshness how far the endpoint had read its log
 * @param serverTime its clock
 */
record AnswerHead(Optional<String> cursor, Optional<JsonNode> freshness, Instant serverTime) {

    private static final List<String> CURSORS = List.of("x-bt-cursor", "x-amz-meta-bt-cursor", "bt-cursor");
    private static final String FRESHNESS = "x-bt-freshness-state";
    private static final String REALTIME_ON = "on";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param now in case that the endpoint does not tell its own time */
    static AnswerHead of(Response response, Instant now) {
        Optional<String> cursor = CURSORS.stream()
                .flatMap(name -> response.header(name).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
        Instant time = response.header("Date").flatMap(AnswerHead::date).orElse(now);
        return new AnswerHead(cursor, response.header(FRESHNESS).flatMap(AnswerHead::object), time);
    }

    /** This head, and what the head of the handed-over answer says beyond it. */
    AnswerHead with(AnswerHead handedOver) {
        return new AnswerHead(cursor.or(handedOver::cursor), freshness.or(handedOver::freshness), serverTime);
    }

    /**
     * The answer that this head and what stands beside the rows make up.
     *
     * @param members what stands beside the rows, which counts before the head
     */
    Answer answer(long rows, Map<String, JsonNode> members) {
        Optional<String> next = member(members, AnswerReader.CURSOR)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(value -> !value.isEmpty())
                .or(() -> cursor);
        return new Answer(rows, next, serverTime, freshness(members));
    }

    private Optional<Freshness> freshness(Map<String, JsonNode> members) {
        Optional<JsonNode> processed = member(members, AnswerReader.FRESHNESS)
                .filter(JsonNode::isObject)
                .or(() -> freshness);
        Optional<JsonNode> realtime = member(members, AnswerReader.REALTIME).filter(JsonNode::isObject);
        if (processed.isEmpty() && realtime.isEmpty()) {
            return Optional.empty();
        }
        boolean on = realtime.map(state -> state.path("type").asText())
                .filter(REALTIME_ON::equals)
                .isPresent();
        return Optional.of(new Freshness(
                processed.flatMap(state -> transaction(state, "last_processed_xact_id")),
                processed.flatMap(state -> transaction(state, "last_considered_xact_id")),
                on,
                realtime.flatMap(state -> transaction(state, "actual_xact_id"))));
    }

    private static Optional<JsonNode> member(Map<String, JsonNode> members, String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The id, if there is one: an empty log has none. */
    private static Optional<TransactionId> transaction(JsonNode state, String name) {
        try {
            return Optional.of(TransactionId.parse(state.path(name).asText()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> object(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
