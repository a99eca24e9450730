package io.btautomations.btql.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a row means, by a decoder of UTF-8 that forgives nothing and Jackson's tree. */
final class JacksonOracle {

    private final ObjectMapper mapper = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxNestingDepth(StrictWalker.DEFAULT_MAXIMUM_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What a path leads to: the value, and how many of its steps were taken. */
    record Found(JsonNode value, int depth) {}

    /** The row's object, if the bytes are one. */
    Optional<JsonNode> parse(byte[] bytes, int from, int to) {
        return tree(bytes, from, to).filter(JsonNode::isObject);
    }

    /** The JSON value that the bytes are, if they are one. */
    Optional<JsonNode> tree(byte[] bytes, int from, int to) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
            return Optional.of(mapper.readTree(text));
        } catch (CharacterCodingException | JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** Whether the bytes are JSON by RFC 8259 that Jackson refuses: half of a surrogate pair, escaped, in a key. */
    boolean isOutOfScope(byte[] bytes, int from, int to) {
        try {
            mapper.readTree(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            return false;
        } catch (JsonProcessingException malformed) {
            return malformed.getOriginalMessage().contains("surrogate");
        }
    }

    /** What {@code path} leads to in {@code row}. */
    static Optional<Found> find(JsonNode row, List<PathStep> path) {
        JsonNode at = row;
        for (int taken = 0; taken < path.size(); taken++) {
            PathStep step = path.get(taken);
            if (step instanceof PathStep.Key && at.isArray()) {
                return Optional.of(new Found(at, taken));
            }
            at = follow(at, step);
        }
        return at.isMissingNode() ? Optional.empty() : Optional.of(new Found(at, path.size()));
    }

    private static JsonNode follow(JsonNode node, PathStep step) {
        return switch (step) {
            case PathStep.Key key -> node.path(key.name());
            case PathStep.Index index ->
                node.path(index.position() < 0 ? node.size() + index.position() : index.position());
        };
    }
}
