package io.btautomations.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.ratelimit.RowTally.RowId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON Lines            | {\"id\":\"a\"}\\n{\"id\":\"b\"}\\n              | 2 | a b",
                "no last line feed     | {\"id\":\"a\"}\\n{\"id\":\"b\"}                | 2 | a b",
                "carriage returns      | {\"id\":\"a\"}\\r\\n\\r\\n{\"id\":\"b\"}\\r\\n | 2 | a b",
                "an array              | [{\"id\":\"a\"}, {\"id\":\"b\"}]              | 2 | a b",
                "an object over lines  | {\\n\"id\":\\n\"a\"\\n}                       | 1 | a",
                "a number as id        | {\"id\":12}\\n{\"id\":1.50}\\n                | 2 | 12 1.50",
                "ids of other kinds    | {\"id\":null}\\n{\"id\":{}}\\n{\"id\":\"\"}   | 3 | ",
                "no id                 | {\"x\":{\"id\":1}}\\n                         | 1 | ",
                "rows that are none    | 1\\n[2]\\n{\"id\":3}\\n                       | 3 | 3",
                "a half line           | {\"id\":\"a\"}\\n{\"id\":\"b\\n                | 2 | a",
                "a broken line between | {\"id\":\"a\"}\\n{]}\\n{\"id\":\"c\"}\\n      | 3 | a c",
                "text                  | one\\n\\n  two\\n                             | 2 | ",
                "nothing               | ``                                            | 0 | ",
                "blank lines           | \\n  \\n                                      | 0 | ",
                "the last of two ids   | {\"id\":1,\"id\":2}                           | 1 | 2",
            })
    void findsRowsAndIds(String what, String content, long rows, String ids) throws IOException {
        RowTally tally = read("id", content.replace("\\n", "\n").replace("\\r", "\r"));
        assertThat(tally.rows()).isEqualTo(rows);
        assertThat(tally.ids()).extracting(RowId::text).isEqualTo(ids == null ? List.of() : List.of(ids.split(" ")));
    }

    @Test
    void anIdMayLieDeeper() throws IOException {
        assertThat(read(
                                "metadata.request.id",
                                "{\"id\":1,\"metadata\":{\"a\":[1],\"request\":{\"id\":\"r\"},\"b\":2}}\n"
                                        + "{\"metadata\":7}\n{\"metadata\":{\"request\":[]}}")
                        .ids())
                .extracting(RowId::text)
                .containsExactly("r");
    }

    @Test
    void aRowLongerThanAnyBufferIsRead() throws IOException {
        String text = "x".repeat(300_000);
        String row = "{\"input\":\"" + text + "\",\"id\":\"a\"}\n";
        assertThat(read("id", row + "broken\n" + row).ids())
                .extracting(RowId::text)
                .containsExactly("a", "a");
    }

    private static RowTally read(String path, String content) throws IOException {
        RowReader reader = new RowReader(new RowIdPath(List.of(path.split("\\."))));
        return reader.read(() -> new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }
}
