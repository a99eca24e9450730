package io.btautomations.btql.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads JSON text as values. Of a key that stands twice in an object the last wins. */
public final class JsonReader {

    /** Deepest nesting of arrays and objects that is read; what nests deeper is not JSON to this engine. */
    public static final int MAXIMUM_DEPTH = 1_000;

    /** Makes parsers for text from anywhere: depth is limited, lengths are the caller's business. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW, false)
            .configure(JsonFactory.Feature.CHARSET_DETECTION, false)
            .build();

    private JsonReader() {}

    /** The value that {@code text} spells, if it is one JSON text. */
    public static Optional<Value> read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return readAll(parser);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** The value that the UTF-8 bytes from {@code from} to before {@code to} spell, if they are one JSON text. */
    public static Optional<Value> read(byte[] bytes, int from, int to) {
        try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
            return readAll(parser);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Value> readAll(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return Optional.empty();
        }
        Value value = readValue(parser);
        return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    }

    /** Reads the value that starts at the parser's current token and leaves the parser at its last token. */
    public static Value readValue(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> new TextValue(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NumberValue.parse(parser.getText());
            case VALUE_TRUE -> BooleanValue.TRUE;
            case VALUE_FALSE -> BooleanValue.FALSE;
            default -> NullValue.NULL;
        };
    }

    private static ObjectValue readObject(JsonParser parser) throws IOException {
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            members.put(key, readValue(parser));
        }
        return new ObjectValue(members);
    }

    private static ArrayValue readArray(JsonParser parser) throws IOException {
        List<Value> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(readValue(parser));
        }
        return new ArrayValue(elements);
    }
}
