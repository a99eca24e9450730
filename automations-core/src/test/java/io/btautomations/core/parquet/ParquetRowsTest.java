package io.btautomations.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetRowsTest {

    private static final String ROW =
            "{\"id\":\"a\",\"_xact_id\":\"1000192656880881099\",\"created\":\"2026-01-02T03:04:05.678Z\","
                    + "\"is_root\":true,\"tags\":[\"x\",\"y\"],\"scores\":{\"Factuality\":0.5,\"Other\":null},\"metrics\":{\"tokens\":7},"
                    + "\"metadata\":{\"model\":\"m\",\"priority\":0},\"mine\":[1]}";

    @Test
    void hadoopIsNotThere() {
        assertThatThrownBy(() -> Class.forName("org.apache.hadoop.conf.Configuration"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @ParameterizedTest
    @EnumSource(ParquetCodec.class)
    void columnsHaveTheirTypes(ParquetCodec codec) throws Exception {
        byte[] object = ParquetRowsProperties.write(RowSchema.SPANS, codec, List.of(ROW), 1 << 20);
        try (ParquetTable table = new ParquetTable(object)) {
            assertThat(table.value("SELECT _xact_id + 1 FROM FILE")).isEqualTo("1000192656880881100");
            assertThat(table.value("SELECT typeof(created) FROM FILE")).isEqualTo("TIMESTAMP WITH TIME ZONE");
            assertThat(table.value("SELECT epoch_ms(created) FROM FILE")).isEqualTo("1767323045678");
            assertThat(table.value("SELECT scores['Factuality'] FROM FILE")).isEqualTo("0.5");
            assertThat(table.value("SELECT map_keys(scores)::VARCHAR FROM FILE"))
                    .isEqualTo("[Factuality, Other]");
            assertThat(table.value("SELECT tags[2] FROM FILE")).isEqualTo("y");
            assertThat(table.value("SELECT metadata->>'model' FROM FILE")).isEqualTo("m");
            assertThat(table.value("SELECT extra::VARCHAR FROM FILE")).isEqualTo("{\"mine\":[1]}");
            assertThat(table.value("SELECT compression FROM parquet_metadata(FILE) LIMIT 1"))
                    .isEqualTo(codec == ParquetCodec.NONE ? "UNCOMPRESSED" : codec.name());
        }
    }

    @Test
    void anOddTextDoesNotSpoilTheFile() throws Exception {
        String half = "{\"id\":\"\\ud800\",\"input\":\"\\ud800\"}";
        byte[] object = ParquetRowsProperties.write(RowSchema.SPANS, ParquetCodec.ZSTD, List.of(half, ROW), 1 << 20);
        try (ParquetTable table = new ParquetTable(object)) {
            assertThat(table.value("SELECT string_agg(input, ' ') FROM FILE")).isEqualTo("\"\\ud800\"");
            assertThat(table.value("SELECT extra FROM FILE LIMIT 1")).isEqualTo("{\"id\":\"\\ud800\"}");
        }
    }

    @Test
    void rowGroupsEndAtTheirSize() throws Exception {
        List<String> rows = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            byte[] noise = new byte[50_000];
            random.nextBytes(noise);
            rows.add("{\"id\":\"" + i + "\",\"input\":\"" + HexFormat.of().formatHex(noise) + "\"}");
        }
        byte[] object = ParquetRowsProperties.write(RowSchema.SPANS, ParquetCodec.ZSTD, rows, 1 << 20);
        assertThat(ParquetFooter.rows(object)).isEqualTo(60);
        try (ParquetTable table = new ParquetTable(object)) {
            assertThat(Integer.parseInt(table.value("SELECT count(DISTINCT row_group_id) FROM parquet_metadata(FILE)")))
                    .isBetween(3, 12);
            assertThat(table.value("SELECT count(DISTINCT id) FROM FILE")).isEqualTo("60");
        }
    }

    @Test
    void aDictionaryThatGrowsTooLargeIsLeft() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            rows.add("{\"project_id\":\"p" + i % 3 + "\",\"tags\":[\"t" + 2 * i + "\",\"t" + (2 * i + 1) + "\"],"
                    + "\"metrics\":{\"tokens\":" + i + ",\"m" + i + "\":1}}");
        }
        StringBuilder elements = new StringBuilder();
        for (int i = 0; i < 9_000; i++) {
            elements.append(i == 0 ? "" : ",").append("\"many").append(i).append('"');
        }
        rows.add("{\"tags\":[" + elements + "]}");
        byte[] object = ParquetRowsProperties.write(RowSchema.SPANS, ParquetCodec.ZSTD, rows, 64 << 20);
        try (ParquetTable table = new ParquetTable(object)) {
            assertThat(encodings(table, "project_id")).contains("DICTIONARY").doesNotContain("PLAIN,");
            assertThat(encodings(table, "tags, list, element")).contains("DICTIONARY", "PLAIN,");
            assertThat(table.value("SELECT count(*) FROM (SELECT DISTINCT unnest(tags) FROM FILE)"))
                    .isEqualTo("15000");
            assertThat(table.value("SELECT count(*) FROM FILE WHERE len(tags) = 9000 OR metrics['tokens'] = 2999 AND"
                            + " metrics['m2999'] = 1 AND tags = ['t5998', 't5999'] AND project_id = 'p2'"))
                    .isEqualTo("2");
        }
    }

    private static String encodings(ParquetTable table, String path) throws Exception {
        return table.value("SELECT encodings || ',' FROM parquet_metadata(FILE) WHERE path_in_schema = '" + path + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, true",
        "9223372036854775808, false",
        "-9223372036854775808, true",
        "-9223372036854775809, false",
        "9999999999999999999, false",
        "-9999999999999999999, false",
        "18446744073709551617, false",
        "0, true",
        "-0, false",
        "-7, true",
        "1.0, false",
        "1e3, false"
    })
    void wholeNumbersAreThoseOf64Bits(String number, boolean held) throws Exception {
        RowSchema schema = RowSchema.parse("n long, t long");
        byte[] object = ParquetRowsProperties.write(
                schema, ParquetCodec.NONE, List.of("{\"n\":" + number + ",\"t\":\"" + number + "\"}"), 1 << 20);
        try (ParquetTable table = new ParquetTable(object)) {
            assertThat(table.value("SELECT concat_ws(' ', n, t) FROM FILE"))
                    .isEqualTo(held ? number + " " + number : "");
            assertThat(table.value("SELECT extra FROM FILE"))
                    .isEqualTo(held ? null : "{\"n\":" + number + ",\"t\":\"" + number + "\"}");
        }
    }

    @Test
    void anObjectWithoutRowsIsAnObject() throws Exception {
        byte[] object = ParquetRowsProperties.write(RowSchema.TRACES, ParquetCodec.ZSTD, List.of(), 1 << 20);
        try (ParquetTable table = new ParquetTable(object)) {
            assertThat(table.value("SELECT count(*) FROM FILE")).isEqualTo("0");
        }
    }

    @Test
    void columnsOfOnesOwnAreNamedAndTyped() throws Exception {
        RowSchema schema = RowSchema.parse("model text, cost double,  day timestamp ,n long,ok boolean,raw json");
        byte[] object = ParquetRowsProperties.write(
                schema,
                ParquetCodec.SNAPPY,
                List.of(
                        "{\"model\":\"m\",\"cost\":0.25,\"day\":\"2026-01-02T00:00:00Z\",\"n\":3,\"ok\":false,\"raw\":[null]}"),
                1 << 20);
        try (ParquetTable table = new ParquetTable(object)) {
            assertThat(table.value("SELECT concat(model, ' ', cost, ' ', n, ' ', ok, ' ', raw::VARCHAR) FROM FILE"))
                    .isEqualTo("m 0.25 3 false [null]");
            assertThat(table.value("SELECT extra FROM FILE")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "model", "model varchar", "a text,,b text", "a text, a long", "extra text", "a text; b text"
            })
    void whatIsNoListOfColumnsIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowSchema.parse(text))
                .withMessageStartingWith("columns such as 'model text, cost double', of the types text, json,");
    }

    @Test
    void whatHasNoFooterIsNoParquet() throws IOException {
        byte[] object = ParquetRowsProperties.write(RowSchema.SPANS, ParquetCodec.ZSTD, List.of(ROW), 1 << 20);
        byte[] cut = Arrays.copyOf(object, object.length - 1);
        assertThatThrownBy(() -> ParquetFooter.rows(cut)).isInstanceOf(IOException.class);
        byte[] footerOnly = Arrays.copyOfRange(object, object.length - 20, object.length);
        assertThatThrownBy(() -> ParquetFooter.rows(footerOnly)).isInstanceOf(IOException.class);
    }
}
