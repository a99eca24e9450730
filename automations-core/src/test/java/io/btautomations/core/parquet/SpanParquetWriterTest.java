package io.btautomations.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of ours, read by DuckDB. */
class SpanParquetWriterTest {

    private static final String ROW = """
            {"id":"a","_xact_id":"1000196110000000001","created":"2026-03-01T08:00:00.123456+02:00","is_root":true,\
            "span_parents":["p",null],"tags":[],"scores":{"Factuality":0.25,"Tone":null},"metrics":{"tokens":12},\
            "input":"Hi \\u2603","output":{"a": [1, 2]},"metadata":{"priority":0},"error":null,"own":{"x":1.50},"z":"ü"}""";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ParquetCodec.class)
    void everyFieldIsReadBackAsItWas(ParquetCodec codec) throws IOException, SQLException {
        Path file = write(codec, List.of(ROW));
        assertThat(query(file, "id || ' ' || _xact_id || ' ' || epoch_us(created) || ' ' || is_root"))
                .containsExactly("a 1000196110000000001 1772344800123456 true");
        assertThat(query(file, "span_parents::VARCHAR || ' ' || tags::VARCHAR")).containsExactly("[p, NULL] []");
        assertThat(query(file, "scores::VARCHAR || ' ' || metrics::VARCHAR"))
                .containsExactly("{Factuality=0.25, Tone=NULL} {tokens=12.0}");
        assertThat(query(file, "input || ' ' || output || ' ' || metadata || ' ' || (error IS NULL)"))
                .as("JSON columns hold the very bytes")
                .containsExactly("\"Hi \\u2603\" {\"a\": [1, 2]} {\"priority\":0} true");
        assertThat(query(file, SpanColumns.MORE)).containsExactly("{\"own\":{\"x\":1.50},\"z\":\"ü\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"id\":7} | {\"id\":7}",
                "{\"created\":\"yesterday\"} | {\"created\":\"yesterday\"}",
                "{\"created\":\"2026-03-01T08:00:00.123456789Z\"} | {\"created\":\"2026-03-01T08:00:00.123456789Z\"}",
                "{\"is_root\":1} | {\"is_root\":1}",
                "{\"tags\":\"one\"} | {\"tags\":\"one\"}",
                "{\"tags\":[\"a\",{}]} | {\"tags\":[\"a\",{}]}",
                "{\"scores\":{\"a\":\"high\"}} | {\"scores\":{\"a\":\"high\"}}",
                "{\"metrics\":{\"n\":9007199254740993}} | {\"metrics\":{\"n\":9007199254740993}}",
                "{\"id\":\"\\uD800\"} | {\"id\":\"\\uD800\"}",
                "{\"metrics\":[]} | {\"metrics\":[]}",
                "{\"a\\\"b\":1,\"a\":2,\"a\":3} | {\"a\\\"b\":1,\"a\":3}",
                "{\"_more\":{\"_more\":1}} | {\"_more\":{\"_more\":1}}",
            })
    void whatDoesNotFitAColumnIsKeptAsItWas(String row, String more) throws IOException, SQLException {
        Path file = write(ParquetCodec.ZSTD, List.of(row));
        assertThat(query(file, SpanColumns.MORE)).containsExactly(more);
    }

    @Test
    void manyRowGroupsHoldAllRowsInOrder() throws IOException, SQLException {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 20_000; row++) {
            rows.add("{\"id\":\"" + row + "\",\"input\":\"" + "text ".repeat(row % 50) + row + "\"}");
        }
        Path file = write(ParquetCodec.SNAPPY, rows);
        assertThat(query(file, "id")).hasSize(20_000).startsWith("0", "1").endsWith("19999");
        assertThat(query("SELECT count(DISTINCT row_group_id)::VARCHAR FROM parquet_metadata('" + file + "')"))
                .as("row groups of 64 KB")
                .allSatisfy(groups -> assertThat(Integer.parseInt(groups)).isGreaterThan(5));
        assertThat(ParquetFooter.rows(Files.newInputStream(file))).isEqualTo(20_000);
        assertThat(Files.readAllBytes(write(ParquetCodec.SNAPPY, rows)))
                .as("the same rows give the same bytes")
                .isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void aFileThatIsNoneIsSaidToBeNone() {
        assertThatThrownBy(() ->
                        ParquetFooter.rows(new ByteArrayInputStream("PAR1xxxx".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(IOException.class)
                .hasMessage("this is no Parquet file");
        assertThatThrownBy(() -> ParquetFooter.rows(
                        new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 99, 0, 0, 0, 'P', 'A', 'R', '1'})))
                .hasMessage("the Parquet footer is cut off");
    }

    private Path write(ParquetCodec codec, List<String> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SpanParquetWriter writer = new SpanParquetWriter(bytes, codec, 1 << 16)) {
            for (String row : rows) {
                byte[] padded = ("  " + row + "  ").getBytes(StandardCharsets.UTF_8);
                writer.write(padded, 2, padded.length - 2);
            }
        }
        return Files.write(Files.createTempFile(folder, "rows", ".parquet"), bytes.toByteArray());
    }

    private static List<String> query(Path file, String expression) throws SQLException {
        return query("SELECT " + expression + " FROM read_parquet('" + file + "')");
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> results = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                results.add(rows.getString(1));
            }
        }
        return results;
    }
}
