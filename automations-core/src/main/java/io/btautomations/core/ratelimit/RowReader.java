package io.btautomations.core.ratelimit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.btautomations.core.ratelimit.RowTally.RowId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds rows and their ids in content: JSON values one after the other (JSON Lines is that), or arrays of them. Content
 * that is not JSON throughout is taken line by line; a line that is no JSON object is a row without id. Memory does not
 * grow with the length of a row. Safe for use by several threads.
 */
final class RowReader {

    /** Content that can be read from its beginning more than once. */
    @FunctionalInterface
    interface Content {
        InputStream open();
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxNumberLength(100_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final RowIdPath path;

    RowReader(RowIdPath path) {
        this.path = path;
    }

    /** The rows of the content and their ids. */
    RowTally read(Content content) throws IOException {
        try (InputStream stream = content.open();
                JsonParser parser = JSON.createParser(stream)) {
            return values(parser);
        } catch (JsonProcessingException e) {
            return lines(content);
        }
    }

    private RowTally values(JsonParser parser) throws IOException {
        List<RowId> ids = new ArrayList<>();
        long rows = 0;
        boolean inArray = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.END_ARRAY || token == JsonToken.START_ARRAY && !inArray) {
                inArray = token == JsonToken.START_ARRAY;
                continue;
            }
            rows++;
            rowId(parser, token).map(RowId::of).ifPresent(ids::add);
        }
        return new RowTally(rows, ids);
    }

    private RowTally lines(Content content) throws IOException {
        List<RowId> ids = new ArrayList<>();
        long rows = 0;
        try (LineStream line = new LineStream(content.open())) {
            while (line.next()) {
                rows++;
                idOfLine(line).map(RowId::of).ifPresent(ids::add);
            }
        }
        return new RowTally(rows, ids);
    }

    private Optional<String> idOfLine(LineStream line) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            JsonToken token = parser.nextToken();
            return token == null ? Optional.empty() : rowId(parser, token);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The id of the row that begins with {@code token}; leaves the parser at the row's end. */
    private Optional<String> rowId(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Optional.empty();
        }
        return find(parser, 0);
    }

    private Optional<String> find(JsonParser parser, int depth) throws IOException {
        Optional<String> found = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean named = parser.currentName().equals(path.names().get(depth));
            JsonToken value = parser.nextToken();
            if (!named) {
                parser.skipChildren();
            } else if (depth == path.names().size() - 1) {
                found = scalar(parser, value);
                parser.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                found = find(parser, depth + 1);
            } else {
                found = Optional.empty();
                parser.skipChildren();
            }
        }
        return found;
    }

    private static Optional<String> scalar(JsonParser parser, JsonToken value) throws IOException {
        boolean names = value == JsonToken.VALUE_STRING || value.isNumeric();
        return names ? Optional.of(parser.getText()).filter(text -> !text.isEmpty()) : Optional.empty();
    }
}
