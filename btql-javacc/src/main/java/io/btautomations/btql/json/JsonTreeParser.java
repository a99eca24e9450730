package io.btautomations.btql.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.json.JsonTree.JsonArray;
import io.btautomations.btql.json.JsonTree.JsonBoolean;
import io.btautomations.btql.json.JsonTree.JsonNull;
import io.btautomations.btql.json.JsonTree.JsonNumber;
import io.btautomations.btql.json.JsonTree.JsonObject;
import io.btautomations.btql.json.JsonTree.JsonString;
import io.btautomations.btql.source.SourceSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON text into a tree. The members of an object may come in any order, so nodes cannot be made while streaming.
 */
final class JsonTreeParser {

    /** Objects and arrays within each other; a tree of the language is at most as high. */
    private static final int DEEPEST = 256;

    private static final int LARGEST_SCALE = 2000;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(1000)
                    .build())
            .build();

    private final JsonParser parser;
    private final int length;

    private JsonTreeParser(JsonParser parser, int length) {
        this.parser = parser;
        this.length = length;
    }

    /** @throws RejectedJson if the text is not one JSON value */
    static JsonTree parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new JsonTreeParser(parser, json.length()).document();
        } catch (JsonProcessingException malformed) {
            long offset = Optional.ofNullable(malformed.getLocation())
                    .map(JsonLocation::getCharOffset)
                    .orElse(0L);
            String message = "the JSON is broken: " + firstSentence(malformed.getOriginalMessage());
            throw malformed(message, Math.clamp(offset, 0, json.length()));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    private JsonTree document() throws IOException {
        if (parser.nextToken() == null) {
            throw malformed("the JSON is empty", 0);
        }
        JsonTree tree = value();
        if (parser.nextToken() != null) {
            throw malformed("the JSON goes on after its end", start());
        }
        return tree;
    }

    private JsonTree value() throws IOException {
        int start = start();
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(start);
            case START_ARRAY -> array(start);
            case VALUE_STRING -> new JsonString(parser.getText(), span(start));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(start);
            case VALUE_TRUE -> new JsonBoolean(true, span(start));
            case VALUE_FALSE -> new JsonBoolean(false, span(start));
            case VALUE_NULL -> new JsonNull(span(start));
            default -> throw malformed("the JSON is broken: unexpected " + token, start);
        };
    }

    private JsonObject object(int start) throws IOException {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            members.put(key, value());
        }
        return new JsonObject(members, span(start));
    }

    private JsonArray array(int start) throws IOException {
        List<JsonTree> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return new JsonArray(elements, span(start));
    }

    private JsonNumber number(int start) throws IOException {
        try {
            BigDecimal value = new BigDecimal(parser.getText());
            if (Math.abs((long) value.scale()) <= LARGEST_SCALE) {
                return new JsonNumber(value, span(start));
            }
        } catch (NumberFormatException exponentBeyondInt) {
            throw outOfRange(span(start));
        }
        throw outOfRange(span(start));
    }

    private static RejectedJson outOfRange(SourceSpan span) {
        return new RejectedJson(
                Diagnostic.error(DiagnosticCode.NUMBER_OUT_OF_RANGE, "the number is out of range", span));
    }

    private int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private SourceSpan span(int start) throws IOException {
        parser.finishToken();
        int end = Math.clamp(parser.currentLocation().getCharOffset(), start, length);
        return new SourceSpan(start, end);
    }

    private static RejectedJson malformed(String message, int offset) {
        return new RejectedJson(
                Diagnostic.error(DiagnosticCode.MALFORMED_JSON, message, new SourceSpan(offset, offset)));
    }

    private static String firstSentence(String message) {
        String line = message.lines().findFirst().orElse("");
        int aside = line.indexOf(" (");
        String sentence = aside < 0 ? line : line.substring(0, aside);
        return sentence.length() > 160 ? sentence.substring(0, 160) : sentence;
    }
}
