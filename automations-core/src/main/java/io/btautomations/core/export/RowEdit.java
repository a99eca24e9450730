package io.btautomations.core.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.btautomations.btql.scan.RowScanner;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Leaves fields of rows out and replaces values. What remains is written as it came, byte for byte. Holds the row that
 * was edited last. For one thread.
 */
final class RowEdit {

    /** What stands in the place of a value that is redacted: a JSON string. */
    static final String REDACTED = "\"[redacted]\"";

    private static final byte[] REPLACEMENT = REDACTED.getBytes(StandardCharsets.UTF_8);
    private static final int ROOM = RowScanner.PADDING;

    private final Optional<FieldTree> keep;
    private final FieldTree redact;
    private byte[] row = new byte[1 << 12];
    private int end = ROOM;
    private byte[] source = row;
    private int origin;

    /**
     * An edit.
     *
     * @param keep what remains of a row; empty for all
     * @param redact whose values are replaced, whatever they are
     */
    RowEdit(Optional<FieldTree> keep, FieldTree redact) {
        this.keep = keep;
        this.redact = redact;
    }

    /** The edit that is set; empty if rows are to be left as they are. */
    static Optional<RowEdit> of(Settings settings) {
        Optional<FieldTree> kept = settings.find(ExportSettings.KEEP);
        Optional<FieldTree> redacted = settings.find(ExportSettings.REDACT);
        return kept.isPresent() || redacted.isPresent()
                ? Optional.of(new RowEdit(kept, redacted.orElse(FieldTree.END)))
                : Optional.empty();
    }

    /** Edits a row, which must be one valid JSON object. */
    void edit(byte[] bytes, int from, int to) throws IOException {
        source = bytes;
        origin = from;
        end = ROOM;
        try (JsonParser parser = ExportRows.JSON.createParser(bytes, from, to - from)) {
            parser.nextToken();
            value(parser, keep, redact);
        }
        reserve(ROOM);
    }

    /** Holds the edited row from {@link #start} to {@link #end}, with room around it for scanners. */
    byte[] bytes() {
        return row;
    }

    int start() {
        return ROOM;
    }

    int end() {
        return end;
    }

    /** Writes what remains of the value at the parser, and moves the parser to its end. */
    private void value(JsonParser parser, Optional<FieldTree> kept, FieldTree redacted) throws IOException {
        boolean whole = kept.isEmpty() && redacted.isEnd();
        if (parser.currentToken() == JsonToken.START_OBJECT && !whole) {
            object(parser, kept, redacted);
        } else if (parser.currentToken() == JsonToken.START_ARRAY && !whole) {
            array(parser, kept, redacted);
        } else {
            int from = offset(parser);
            skip(parser);
            copy(from, origin + (int) parser.currentLocation().getByteOffset());
        }
    }

    private void object(JsonParser parser, Optional<FieldTree> kept, FieldTree redacted) throws IOException {
        append('{');
        boolean first = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int nameAt = offset(parser);
            JsonToken token = parser.nextToken();
            int valueAt = offset(parser);
            Optional<FieldTree> keptBelow = kept.flatMap(tree -> tree.child(name));
            boolean remains =
                    kept.isEmpty() || keptBelow.isPresent() && (keptBelow.get().isEnd() || token.isStructStart());
            if (!remains) {
                skip(parser);
                continue;
            }
            if (!first) {
                append(',');
            }
            first = false;
            copy(nameAt, valueAt);
            Optional<FieldTree> redactedBelow = redacted.child(name);
            if (redactedBelow.filter(FieldTree::isEnd).isPresent()) {
                skip(parser);
                append(REPLACEMENT, 0, REPLACEMENT.length);
            } else {
                value(parser, keptBelow.filter(tree -> !tree.isEnd()), redactedBelow.orElse(FieldTree.END));
            }
        }
        append('}');
    }

    private void array(JsonParser parser, Optional<FieldTree> kept, FieldTree redacted) throws IOException {
        append('[');
        boolean first = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (kept.isPresent() && !parser.currentToken().isStructStart()) {
                skip(parser);
                continue;
            }
            if (!first) {
                append(',');
            }
            first = false;
            value(parser, kept, redacted);
        }
        append(']');
    }

    private static void skip(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            parser.finishToken();
        } else {
            parser.skipChildren();
        }
    }

    private int offset(JsonParser parser) {
        return origin + (int) parser.currentTokenLocation().getByteOffset();
    }

    private void copy(int from, int to) {
        append(source, from, to - from);
    }

    private void append(char character) {
        reserve(1);
        row[end++] = (byte) character;
    }

    private void append(byte[] bytes, int from, int count) {
        reserve(count);
        System.arraycopy(bytes, from, row, end, count);
        end += count;
    }

    private void reserve(int count) {
        if (end + count > row.length) {
            row = Arrays.copyOf(row, Math.max(end + count, 2 * row.length));
        }
    }
}
