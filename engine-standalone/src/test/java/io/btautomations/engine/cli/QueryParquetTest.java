package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.sample.SampleLogs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParquetTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @TempDir
    Path folder;

    private Path logs;

    @BeforeEach
    void write() throws IOException {
        logs = folder.resolve("logs.jsonl");
        try (OutputStream out = Files.newOutputStream(logs)) {
            new SampleLogs(7, Instant.parse("2025-05-12T10:00:00Z")).write(400, out, done -> {});
        }
    }

    private static Invocation query(String text, Path from, String... more) {
        List<String> arguments = new ArrayList<>(List.of("query", text, "--logs", from.toString()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    /** Rows in which members that are null are left out, and numbers are equal however they are written. */
    private static List<JsonNode> rows(List<String> lines) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : lines) {
            ObjectNode row = (ObjectNode) comparable(JSON.readTree(line));
            row.properties().removeIf(member -> member.getValue().isNull());
            rows.add(row);
        }
        return rows;
    }

    private static JsonNode comparable(JsonNode node) {
        return switch (node) {
            case NumericNode number -> DecimalNode.valueOf(number.decimalValue().stripTrailingZeros());
            case ArrayNode array -> {
                ArrayNode elements = JSON.createArrayNode();
                array.forEach(element -> elements.add(comparable(element)));
                yield elements;
            }
            case ObjectNode object -> {
                ObjectNode members = JSON.createObjectNode();
                object.properties().forEach(member -> members.set(member.getKey(), comparable(member.getValue())));
                yield members;
            }
            default -> node;
        };
    }

    private Path asParquet(String text) {
        Path file = folder.resolve("result.parquet");
        Invocation run = query(text, logs, "--output", file.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        return file;
    }

    private static List<String> duckDb(String select) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery(select)) {
                while (result.next()) {
                    values.add(result.getString(1));
                }
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select: *",
                "select: id, created, metadata, tags, scores, metrics.tokens as tokens, is_root",
                "select: metadata.model, count(1), avg(metrics.tokens) | dimensions: metadata.model",
                "select: id | filter: id = 'none'",
                "error is not null"
            })
    void aResultComesBackFromParquet(String text) throws IOException {
        List<JsonNode> expected = rows(query(text, logs, "--format", "jsonl").lines());
        Path file = asParquet(text);
        assertThat(rows(query("select: *", file, "--order", "file", "--format", "jsonl")
                        .lines()))
                .isEqualTo(expected);
    }

    @Test
    void duckDbReadsWhatTheQueryGives() throws Exception {
        String text = "select: id, metadata.model as model, scores, tags, metrics.tokens as n | sort: id";
        List<JsonNode> expected = rows(query(text, logs, "--format", "jsonl").lines());
        Path file = asParquet(text);
        List<JsonNode> read = rows(duckDb("SELECT to_json(t)::VARCHAR FROM '" + file + "' t"));
        read.forEach(row -> assertThat(((ObjectNode) row).has("extra")).isFalse());
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void columnsHaveTheTypesOfTheirValues() throws Exception {
        Files.writeString(logs, """
                {"whole":1,"number":1,"flag":true,"at":"2026-01-02T03:04:05.678Z","text":"2026-01-02T03:04:05.678Z","list":["a"],"map":{"a":1},"mixed":1,"none":null,"a \\"b\\"":1}
                {"whole":2,"number":2.5,"flag":null,"at":"2026-01-02T03:04:05.000Z","text":"x","list":[],"map":{"b":null},"mixed":"x","extra":[1],"":2,"number2":0.1}
                {"number2":0.12345678901234567890}
                """);
        Path file = asParquet("select: *");
        assertThat(duckDb("SELECT column_name || ' ' || column_type FROM (DESCRIBE FROM '" + file + "')"))
                .containsExactly(
                        "whole BIGINT",
                        "number DOUBLE",
                        "flag BOOLEAN",
                        "at TIMESTAMP WITH TIME ZONE",
                        "text VARCHAR",
                        "list VARCHAR[]",
                        "map MAP(VARCHAR, DOUBLE)",
                        "mixed VARCHAR",
                        "none VARCHAR",
                        "a \"b\" BIGINT",
                        "number2 DOUBLE",
                        "extra VARCHAR");
        assertThat(duckDb("SELECT extra FROM '" + file + "'"))
                .containsExactly(null, "{\"extra\":[1],\"\":2}", "{\"number2\":0.12345678901234567890}");
        assertThat(rows(query("select: *", file).lines())).isEqualTo(rows(Files.readAllLines(logs)));
    }

    @Test
    void directoriesAndGlobsFindParquet() throws IOException {
        asParquet("select: id | limit: 3");
        assertThat(query("measures: count(1) as n", folder).text()).isEqualTo("{\"n\":403}\n");
        assertThat(query("measures: count(1) as n", folder.resolve("*.parquet")).text())
                .isEqualTo("{\"n\":3}\n");
    }

    @Test
    void filesOfOthersAreFilteredAsAnyRows() throws Exception {
        Path file = folder.resolve("other.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT i::VARCHAR AS id, {'model': 'm' || i % 2} AS metadata, [i] AS l,"
                    + " TIMESTAMP '2026-01-01' + INTERVAL (i) HOUR AS created FROM range(10) r(i)) TO '" + file
                    + "' (FORMAT parquet)");
        }
        assertThat(query(
                                "select: id, l | filter: metadata.model = 'm1' and created >= '2026-01-01T05:00:00Z' | sort: id",
                                file)
                        .lines())
                .containsExactly("{\"id\":\"5\",\"l\":[5]}", "{\"id\":\"7\",\"l\":[7]}", "{\"id\":\"9\",\"l\":[9]}");
    }

    @Test
    void parquetGoesToAFileOnly() {
        Invocation run = query("select: *", logs, "--format", "parquet");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isEqualTo("automations: --format parquet needs --output FILE\n");
        Invocation terminal = new Invocation.Request(InputStream.nullInputStream(), false, 80)
                .run("query", "select: *", "--format", "parquet", "--logs", logs.toString());
        assertThat(terminal.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void aBrokenFileIsNamedInOneSentence() throws IOException {
        Path file = asParquet("select: *");
        byte[] whole = Files.readAllBytes(file);
        Path broken = folder.resolve("broken.parquet");
        for (int length : new int[] {0, 7, whole.length / 2, whole.length - 1}) {
            Files.write(broken, Arrays.copyOf(whole, length));
            Invocation run = query("measures: count(1)", broken);
            assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
            assertThat(run.err())
                    .isEqualTo("automations: " + broken.toRealPath()
                            + " cannot be read: it does not begin and end as a Parquet file does; is it cut off?\n");
        }
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 400, 600, (byte) 0);
        Files.write(broken, damaged);
        Invocation run = query("select: *", broken);
        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err())
                .startsWith("automations: " + broken.toRealPath() + " cannot be read to its end: it is damaged: ")
                .hasLineCount(1);
        Files.write(broken, "{\"id\":1}\n{\"id\":2}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(query("select: *", broken).exitCode()).isEqualTo(ExitCode.IO);
    }
}
