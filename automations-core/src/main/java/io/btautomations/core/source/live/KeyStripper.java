package io.btautomations.core.source.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Takes a field at the top out of rows, and leaves every other byte as it is. Safe for use by several threads. */
final class KeyStripper {

    private static final JsonFactory JSON = new JsonFactory();

    private final String field;

    KeyStripper(String field) {
        this.field = field;
    }

    /**
     * The row without the field.
     *
     * @throws IOException if the row is no JSON object
     */
    byte[] strip(byte[] bytes, int from, int to) throws IOException {
        try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
            int before = from;
            boolean isFirst = true;
            if (json.nextToken() == JsonToken.START_OBJECT) {
                before = end(json, from);
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isIt = json.currentName().equals(field);
                    json.nextToken();
                    json.skipChildren();
                    json.finishToken();
                    int after = end(json, from);
                    if (isIt) {
                        return without(bytes, from, to, before, isFirst ? behindComma(bytes, after, to) : after);
                    }
                    before = after;
                    isFirst = false;
                }
            }
        }
        ByteArrayOutputStream same = new ByteArrayOutputStream();
        same.write(bytes, from, to - from);
        return same.toByteArray();
    }

    /** Index behind the token that was read last. */
    private static int end(JsonParser json, int from) {
        return from + (int) json.currentLocation().getByteOffset();
    }

    /** The member's own comma stands before it, except of the first one. */
    private static int behindComma(byte[] bytes, int after, int to) {
        int index = after;
        while (index < to && bytes[index] != ',' && bytes[index] != '}') {
            index++;
        }
        return index < to && bytes[index] == ',' ? index + 1 : index;
    }

    private static byte[] without(byte[] bytes, int from, int to, int cutFrom, int cutTo) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(to - from);
        kept.write(bytes, from, cutFrom - from);
        kept.write(bytes, cutTo, to - cutTo);
        return kept.toByteArray();
    }
}
