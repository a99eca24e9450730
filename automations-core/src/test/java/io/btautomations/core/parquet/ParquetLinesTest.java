package io.btautomations.core.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static List<String> lines(Path file) throws IOException {
        try (ParquetLines rows = new ParquetLines(file)) {
            return new String(rows.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private Path written(String query, String options) throws SQLException {
        Path file = folder.resolve("foreign.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet" + options + ")");
        }
        return file;
    }

    private static List<JsonNode> rowsOfDuckDb(Path file) throws SQLException, IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery("SELECT to_json(t)::VARCHAR FROM '" + file + "' t")) {
                while (result.next()) {
                    rows.add(withoutNulls(JSON.readTree(result.getString(1))));
                }
            }
        }
        return rows;
    }

    /** Members of objects that are null are as good as missing. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Iterator<JsonNode> members = object.elements(); members.hasNext(); ) {
                if (withoutNulls(members.next()).isNull()) {
                    members.remove();
                }
            }
        } else {
            node.forEach(ParquetLinesTest::withoutNulls);
        }
        return node;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "snappy", "gzip", "uncompressed"})
    void whatDuckDbWritesReadsAsDuckDbReadsIt(String codec) throws Exception {
        Path file = written("""
                SELECT (i % 100)::TINYINT AS tiny, i::SMALLINT AS small, i::INTEGER AS whole, i * 1000000000000 AS big,
                  (i % 50 + 200)::UTINYINT AS unsigned_tiny, (4294967295 - i)::UINTEGER AS unsigned,
                  18446744073709551615::UBIGINT - i::UBIGINT AS unsigned_big,
                  i / 8.0::DOUBLE AS number, (i / 4)::FLOAT AS short_number,
                  (i / 100)::DECIMAL(4, 2) AS d4, (i / 100)::DECIMAL(12, 3) AS d12, (i / 7)::DECIMAL(38, 9) AS d38,
                  i % 2 = 0 AS flag, 'text ' || i || ' "é" 😀' AS words,
                  CASE WHEN i % 3 = 0 THEN NULL ELSE i END AS gaps,
                  DATE '1969-12-30' + i::INTEGER AS day,
                  ('6ba7b810-9dad-11d1-80b4-00c04fd43' || (100 + i % 900))::UUID AS id,
                  [i, NULL, i + 1] AS list, [[i::VARCHAR], [], NULL] AS lists, []::INTEGER[] AS empty,
                  {'a': i, 'b': {'c': [i::DOUBLE]}} AS struct, [{'x': i}, {'x': NULL}] AS structs,
                  MAP {'k' || i: i, 'none': NULL} AS map, MAP {i: [i]} AS number_map,
                  ('{"a": [1, ' || i || ', null], "b": "x"}')::JSON AS json,
                  'one'::ENUM('one', 'two') AS choice,
                  '"quoted"' AS "a name with. \\"signs\\""
                FROM range(500) r(i)""".replace("\\\"", "\"\""), ", COMPRESSION " + codec + ", ROW_GROUP_SIZE 128");
        List<JsonNode> rows = new ArrayList<>();
        for (String line : lines(file)) {
            rows.add(JSON.readTree(line));
        }
        List<JsonNode> expected = rowsOfDuckDb(file);
        assertThat(rows).hasSize(500);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(withoutNulls(rows.get(i))).isEqualTo(expected.get(i));
        }
        assertThat(lines(file).get(7)).contains("\"map\":{\"k7\":7,\"none\":null},\"number_map\":{\"7\":[7]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TIMESTAMPTZ '2026-01-02 03:04:05+02' | \"2026-01-02T01:04:05.000Z\"",
                "TIMESTAMPTZ '1969-12-31 23:59:59.999999Z' | \"1969-12-31T23:59:59.999999Z\"",
                "TIMESTAMP '2026-01-02 03:04:00' | \"2026-01-02T03:04:00\"",
                "TIMESTAMP_MS '2026-01-02 03:04:05.678' | \"2026-01-02T03:04:05.678\"",
                "TIMESTAMP_NS '2026-01-02 03:04:05.123456789' | \"2026-01-02T03:04:05.123456789\"",
                "DATE '0001-01-01' | \"0001-01-01\"",
                "TIME '23:00:00.5' | \"23:00:00.5\"",
                "'\\x00\\xFFab'::BLOB | \"AP9hYg==\"",
                "INTERVAL '1 month 2 days 3 seconds' | \"P1M2DT3S\"",
                "'nan'::DOUBLE | \"NaN\"",
                "0.1::FLOAT | 0.1",
                "0.00::DECIMAL(4,2) | 0.00",
                "'{\"n\": 0.1234567890123456789,~ \"big\": 1e400}'::JSON | {\"n\": 0.1234567890123456789,  \"big\": 1e400}",
                "NULL::INTEGER | ``",
            })
    void singleValuesAreWrittenAs(String expression, String json) throws Exception {
        Path file = written("SELECT " + expression.replace('~', '\n') + " AS v", "");
        assertThat(lines(file)).containsExactly(json.isEmpty() ? "{}" : "{\"v\":" + json + "}");
    }

    @Test
    void aFileWithoutRowsHasNone() throws Exception {
        assertThat(lines(written("SELECT 1 AS v WHERE false", ""))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ParquetCodec.class)
    void ourOwnFilesGiveTheRowsThatWereWritten(ParquetCodec codec) throws Exception {
        List<String> rows = List.of(
                "{\"id\":\"a\",\"_xact_id\":\"1000192656880881099\",\"created\":\"2026-01-02T03:04:05.670Z\","
                        + "\"is_root\":true,\"tags\":[\"x\",\"y\"],\"metadata\":{\"n\":1.50,\"big\":1e400},"
                        + "\"scores\":{\"Factuality\":0.5,\"Other\":null},\"mine\":[1,{\"a\":\"b\"}]}",
                "{\"id\":7,\"created\":\"2026-01-02T03:04:05.123456789Z\",\"input\":\"\\ud800\",\"scores\":{\"a\":\"b\",\"c\":1}}",
                "{\"extra\":{\"extra\":1},\"tags\":\"t\",\"a.b\\\"\":\"\\n\"}",
                "{}");
        Path file = folder.resolve("own.parquet");
        Files.write(file, ParquetRowsProperties.write(RowSchema.SPANS, codec, rows, 1 << 20));
        List<String> read = lines(file);
        assertThat(read).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(JSON.readTree(read.get(i))).isEqualTo(JSON.readTree(rows.get(i)));
        }
        assertThat(read.getFirst()).contains("\"metadata\":{\"n\":1.50,\"big\":1e400}");
    }

    @Test
    void columnsOfOnesOwnKeepTheirTypes() throws Exception {
        RowSchema schema = RowSchema.of(List.of(
                Column.of("count(1)", ColumnType.LONG),
                Column.of("metadata.model", ColumnType.TEXT),
                Column.of("a \"b\" \\, c", ColumnType.JSON)));
        assertThat(RowSchema.parse(schema.id().substring("columns/1 ".length())))
                .isEqualTo(schema);
        String row = "{\"count(1)\":3,\"metadata.model\":\"[1]\",\"a \\\"b\\\" \\\\, c\":[1]}";
        Path file = folder.resolve("own.parquet");
        Files.write(file, ParquetRowsProperties.write(schema, ParquetCodec.ZSTD, List.of(row), 1 << 20));
        assertThat(lines(file)).containsExactly(row);
    }

    @Test
    void rowGroupsFollowEachOther() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            rows.add("{\"id\":\"" + i + "\",\"input\":\"" + "x".repeat(1_000) + "\"}");
        }
        Path file = folder.resolve("own.parquet");
        Files.write(file, ParquetRowsProperties.write(RowSchema.SPANS, ParquetCodec.NONE, rows, 1 << 19));
        assertThat(lines(file)).isEqualTo(rows);
        try (ParquetLines lines = new ParquetLines(file)) {
            lines.readNBytes(1);
            assertThat(lines.bytesRead()).isBetween(1L << 17, Files.size(file) / 2);
            lines.skipNBytes(rows.stream().mapToLong(row -> row.length() + 1L).sum() - 1);
            assertThat(lines.read()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsNoParquetIsSaidToBeNone() throws Exception {
        byte[] whole =
                ParquetRowsProperties.write(RowSchema.SPANS, ParquetCodec.ZSTD, List.of("{\"id\":\"a\"}"), 1 << 20);
        Path file = folder.resolve("broken.parquet");
        for (int length : new int[] {0, 3, 8, 11, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> lines(file))
                    .isInstanceOf(IOException.class)
                    .hasMessage("it does not begin and end as a Parquet file does; is it cut off?");
        }
        byte[] noFooter = whole.clone();
        Arrays.fill(noFooter, whole.length - 40, whole.length - 8, (byte) 0x7F);
        Files.write(file, noFooter);
        assertThatThrownBy(() -> lines(file)).isInstanceOf(IOException.class).hasMessageStartingWith("it is damaged: ");
        assertThatThrownBy(() -> lines(written("SELECT 1 AS v FROM range(1000)", ", COMPRESSION brotli")))
                .isInstanceOf(IOException.class)
                .hasMessage("its pages are compressed with BROTLI, which is not read; zstd, snappy, gzip and none are");
    }
}
