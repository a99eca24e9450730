package io.btautomations.core.parquet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the values of an object's members lie in its bytes. */
final class JsonMembers {

    private JsonMembers() {}

    /** Start and end of each member's value; of members with the same name the last. */
    static Map<String, int[]> places(byte[] bytes, int from, int to) throws IOException {
        Map<String, int[]> places = new LinkedHashMap<>();
        try (JsonParser parser = JsonText.JSON.createParser(bytes, from, to - from)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int start = from + (int) parser.currentTokenLocation().getByteOffset();
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    parser.finishToken();
                } else {
                    parser.skipChildren();
                }
                places.remove(name);
                places.put(
                        name,
                        new int[] {start, from + (int) parser.currentLocation().getByteOffset()});
            }
        }
        return places;
    }
}
