package io.btautomations.core.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{1}~{2} | {1};{2}",
                "{1}~{2}~ | {1};{2}",
                "~~{1}~ ~{2}~~ | {1};{2}",
                " {1} ^~{2}^~ | {1};{2}",
                "[{1},{2}] | {1};{2}",
                "[{1} , {2} ]~ | {1};{2}",
                "[] | ''",
                "~ | ''",
            })
    void rowsAreCutOutOfLinesAndArrays(String content, String rows) throws Exception {
        String text = content.replace('~', '\n').replace('^', '\r');
        assertThat(String.join(";", read(text, false))).isEqualTo(rows);
    }

    @Test
    void aDocumentMayBeBrokenIntoLinesAnywhere() throws Exception {
        String text = "{\n  \"a\": \"}\\\"\",\r\n  \"b\": [1,\n 2]\n}\n{\"c\":1}";
        assertThat(read(text, true)).containsExactly("{  \"a\": \"}\\\"\",  \"b\": [1, 2]}", "{\"c\":1}");
        assertThat(read("[" + text.replace("}\n{", "},\n{") + "]", false)).hasSize(2);
    }

    @Test
    void aByteOrderMarkIsNoPartOfARow() throws Exception {
        assertThat(read("\uFEFF{1}\n{2}", false)).containsExactly("{1}", "{2}");
    }

    @Test
    void rowsMayBeLongerThanAnyBuffer() throws Exception {
        String longRow = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
        assertThat(read(longRow + "\n{1}\n" + longRow, false)).containsExactly(longRow, "{1}", longRow);
    }

    @Test
    void aRowThatIsTooLongIsNamed() {
        RowReader reader = new RowReader(new ByteArrayInputStream("{1}\n{22}\n".getBytes(UTF_8)), false, 3);
        assertThatThrownBy(() -> rows(reader))
                .isInstanceOf(UnfitItemException.class)
                .hasMessage("row 2 is longer than 3 bytes, the most that a row may have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"a\":1", "[{\"a\":\"x}"})
    void aValueThatEndsInTheMiddleIsNamed(String content) {
        assertThatThrownBy(() -> read(content, false))
                .isInstanceOf(UnfitItemException.class)
                .hasMessage("row 1 ends in the middle");
    }

    private static List<String> read(String content, boolean document) throws Exception {
        List<String> whole = rows(new RowReader(new ByteArrayInputStream(content.getBytes(UTF_8)), document));
        List<String> trickled = rows(new RowReader(oneByteAtATime(content.getBytes(UTF_8)), document));
        assertThat(trickled).isEqualTo(whole);
        return whole;
    }

    private static List<String> rows(RowReader reader) throws IOException, UnfitItemException {
        List<String> rows = new ArrayList<>();
        while (reader.next()) {
            rows.add(new String(reader.bytes(), reader.start(), reader.end() - reader.start(), UTF_8));
        }
        return rows;
    }

    private static InputStream oneByteAtATime(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }
}
