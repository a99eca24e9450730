package io.btautomations.core.parquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** Reads JSON values that are anything but plain. */
final class JsonText {

    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonText() {}

    /** A parser of the value in a slot. */
    static JsonParser parser(RowAtHand row, int slot) throws IOException {
        int start = row.slots().start(slot);
        return JSON.createParser(row.bytes(), start, row.slots().end(slot) - start);
    }

    /** What the string in a slot means. */
    static String decoded(RowAtHand row, int slot) throws IOException {
        try (JsonParser parser = parser(row, slot)) {
            parser.nextToken();
            return parser.getText();
        }
    }

    /** Whether a text has no half of a surrogate pair, which UTF-8 cannot hold. */
    static boolean isEncodable(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
