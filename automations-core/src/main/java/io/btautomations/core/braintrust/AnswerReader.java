package io.btautomations.core.braintrust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Cuts the rows out of an answer, byte by byte as they came, and reads what stands beside them. For one thread. */
final class AnswerReader {

    static final String CURSOR = "cursor";
    static final String FRESHNESS = "freshness_state";
    static final String REALTIME = "realtime_state";
    static final String WARNINGS = "warnings";

    private static final String ROWS = "data";
    private static final Set<String> KEPT = Set.of(CURSOR, FRESHNESS, REALTIME, WARNINGS);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonBytes bytes;
    private final boolean lines;
    private final RowTaker rows;

    /** @param longestRow in bytes */
    AnswerReader(InputStream body, ApiOptions.Wire wire, int longestRow, RowTaker rows) {
        this.lines = wire == ApiOptions.Wire.JSONL;
        this.bytes = new JsonBytes(body, longestRow, lines);
        this.rows = rows;
    }

    /**
     * Reads to the end, and hands the rows over.
     *
     * @return what stands beside the rows, by its name
     * @throws UnreadableAnswerException if this is no whole answer
     */
    Map<String, JsonNode> read() throws IOException {
        Map<String, JsonNode> members = new HashMap<>();
        if (lines) {
            readLines();
        } else {
            readObject(members);
        }
        return members;
    }

    private void readLines() throws IOException {
        boolean first = true;
        while (bytes.peekToken() != JsonBytes.END) {
            if (first) {
                expectJson('{');
            }
            first = false;
            row();
            int next = bytes.peek();
            while (next == ' ' || next == '\t' || next == '\r') {
                bytes.next();
                next = bytes.peek();
            }
            if (next != '\n' && next != JsonBytes.END) {
                throw UnreadableAnswerException.damaged("something follows a row in its line");
            }
        }
    }

    private void readObject(Map<String, JsonNode> members) throws IOException {
        expectJson('{');
        bytes.next();
        boolean hasRows = false;
        int next = bytes.peekToken();
        while (next != '}') {
            String name = name();
            if (name.equals(ROWS)) {
                if (hasRows) {
                    throw UnreadableAnswerException.damaged("it has rows twice");
                }
                hasRows = true;
                readRows();
            } else if (KEPT.contains(name)) {
                members.put(name, member());
            } else {
                bytes.peekToken();
                bytes.value();
            }
            next = separator('}');
        }
        bytes.next();
        if (bytes.peekToken() != JsonBytes.END) {
            throw UnreadableAnswerException.damaged("something follows its end");
        }
        if (!hasRows) {
            throw UnreadableAnswerException.foreign("has no array '" + ROWS + "'; check API URL");
        }
    }

    private void readRows() throws IOException {
        if (bytes.peekToken() != '[') {
            throw bytes.peek() == JsonBytes.END
                    ? UnreadableAnswerException.brokenOff()
                    : UnreadableAnswerException.foreign("has no array '" + ROWS + "'; check API URL");
        }
        bytes.next();
        int next = bytes.peekToken();
        while (next != ']') {
            row();
            next = separator(']');
        }
        bytes.next();
    }

    private void row() throws IOException {
        switch (bytes.peekToken()) {
            case '{' -> {
                bytes.mark();
                bytes.value();
                bytes.handTo(rows);
            }
            case JsonBytes.END -> throw UnreadableAnswerException.brokenOff();
            default -> throw UnreadableAnswerException.damaged("a row is no JSON object");
        }
    }

    /** Reads over a comma; what comes then, which is {@code end} only if there is no comma. */
    private int separator(char end) throws IOException {
        int next = bytes.peekToken();
        if (next == ',') {
            bytes.next();
            next = bytes.peekToken();
            if (next == end) {
                throw UnreadableAnswerException.damaged("nothing follows a comma");
            }
        } else if (next == JsonBytes.END) {
            throw UnreadableAnswerException.brokenOff();
        } else if (next != end) {
            throw UnreadableAnswerException.damaged("a comma is missing");
        }
        return next;
    }

    /** Reads a member's name, and the colon behind it. */
    private String name() throws IOException {
        expect('"');
        bytes.mark();
        bytes.value();
        byte[] quoted = bytes.marked();
        bytes.peekToken();
        expect(':');
        bytes.next();
        return new String(quoted, 1, quoted.length - 2, StandardCharsets.UTF_8);
    }

    private JsonNode member() throws IOException {
        bytes.peekToken();
        bytes.mark();
        bytes.value();
        try {
            return JSON.readTree(bytes.marked());
        } catch (JsonProcessingException e) {
            throw UnreadableAnswerException.damaged("what stands beside the rows is no JSON");
        }
    }

    /** The first character tells what is no answer at all from an answer that is damaged. */
    private void expectJson(char first) throws IOException {
        int next = bytes.peekToken();
        if (next == '<') {
            throw UnreadableAnswerException.page();
        }
        if (next != JsonBytes.END && next != first) {
            throw UnreadableAnswerException.foreign(
                    "is none of Braintrust's query endpoint; check API URL, and what a proxy may answer");
        }
        expect(first);
    }

    private void expect(char wanted) throws IOException {
        int next = bytes.peek();
        if (next == JsonBytes.END) {
            throw UnreadableAnswerException.brokenOff();
        }
        if (next != wanted) {
            throw UnreadableAnswerException.damaged("'" + wanted + "' is missing");
        }
    }
}
