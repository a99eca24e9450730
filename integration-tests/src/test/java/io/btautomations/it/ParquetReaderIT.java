package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exported Parquet as hyparquet reads it, a reader in JavaScript that shares no code with ours: every row, whole. */
class ParquetReaderIT {

    private static final int ROWS = 4_000;
    private static final Script HYPARQUET = new Script("hyparquet/hyparquet.sh");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Set<String> NUMBER_MAPS = Set.of("scores", "metrics");
    private static final Set<String> LISTS = Set.of("tags", "span_parents");
    private static final Set<String> TEXTS = Set.of(
            "id",
            "_xact_id",
            "_pagination_key",
            "org_id",
            "project_id",
            "log_id",
            "span_id",
            "root_span_id",
            "created");
    private static final String EXTRA = "extra";

    @ParameterizedTest
    @CsvSource({
        "Spans, Zstandard",
        "Spans, Snappy",
        "Spans, None",
        "Traces, Zstandard",
        "Traces, Snappy",
        "Traces, None"
    })
    void everyRowIsReadBack(String schema, String codec) throws IOException {
        Path folder = TestFiles.freshFolder("hyparquet-" + schema + "-" + codec);
        Map<String, JsonNode> written = rows(schema.equals("Traces"));
        Path log = folder.resolve("log.jsonl");
        Files.write(log, written.values().stream().map(JsonNode::toString).toList());
        Path export = folder.resolve("export");
        FlowCopy flow = FlowCopy.onFiles("export-s3")
                .withProperty("ExportToS3", "Format", "Parquet")
                .withProperty("ExportToS3", "Parquet Compression", codec)
                .withProperty("ExportToS3", "Row Schema", schema)
                .withProperty("ExportToS3", "Row Group Size", "1 MB");
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.toString());
        parameters.put("Export Path", "file://" + export);
        StandaloneEngine.Result run = new StandaloneEngine(folder).runOnce(flow, parameters);
        assertThat(run.exitCode()).as(run.errors()).isZero();

        List<String> arguments = new ArrayList<>(List.of("read"));
        TestFiles.listing(export).stream()
                .filter(file -> file.endsWith(".parquet"))
                .forEach(file -> arguments.add(export.resolve(file).toString()));
        assertThat(arguments).as("files, one for each of two days").hasSize(3);
        Map<String, JsonNode> read = new TreeMap<>();
        for (String line :
                HYPARQUET.run(arguments.toArray(new String[0])).lines().toList()) {
            ObjectNode row = assembled((ObjectNode) JSON.readTree(line));
            assertThat(read.put(row.path("id").asText(), row)).isNull();
        }

        assertThat(read.keySet()).isEqualTo(written.keySet());
        for (Map.Entry<String, JsonNode> row : written.entrySet()) {
            assertThat(read.get(row.getKey())).isEqualTo(expected((ObjectNode) row.getValue()));
        }
    }

    /** The row that the columns make up, with times as microseconds. */
    private static ObjectNode assembled(ObjectNode columns) throws JsonProcessingException {
        ObjectNode row = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> column : columns.properties()) {
            String name = column.getKey();
            JsonNode value = column.getValue();
            if (NUMBER_MAPS.contains(name)) {
                row.set(name, doubles(value));
            } else if (LISTS.contains(name) || TEXTS.contains(name) || value.isBoolean()) {
                row.set(name, value);
            } else if (!name.equals(EXTRA)) {
                row.set(name, JSON.readTree(value.asText()));
            }
        }
        if (columns.has(EXTRA)) {
            row.setAll((ObjectNode) JSON.readTree(columns.path(EXTRA).asText()));
        }
        return row;
    }

    /** The row without what is null, in the forms of {@link #assembled}. */
    private static ObjectNode expected(ObjectNode row) throws JsonProcessingException {
        ObjectNode expected = (ObjectNode) JSON.readTree(row.toString());
        expected.properties().removeIf(member -> member.getValue().isNull());
        for (String name : NUMBER_MAPS) {
            boolean isMap = expected.path(name).isObject();
            boolean numbersOnly = isMap && expected.path(name).valueStream().noneMatch(JsonNode::isTextual);
            if (numbersOnly) {
                expected.set(name, doubles(expected.path(name)));
            }
        }
        long micros = ChronoUnit.MICROS.between(
                Instant.EPOCH, Instant.parse(row.path("created").asText()));
        expected.set("created", TextNode.valueOf(Long.toString(micros)));
        return expected;
    }

    private static JsonNode doubles(JsonNode map) {
        ObjectNode doubles = JSON.createObjectNode();
        map.properties()
                .forEach(entry -> doubles.set(
                        entry.getKey(),
                        entry.getValue().isNull()
                                ? entry.getValue()
                                : DoubleNode.valueOf(entry.getValue().doubleValue())));
        return doubles;
    }

    /** Rows of every kind that a schema must hold, by id. */
    private static Map<String, JsonNode> rows(boolean traces) throws JsonProcessingException {
        Map<String, JsonNode> rows = new TreeMap<>();
        for (int number = 0; number < ROWS; number++) {
            ObjectNode row = JSON.createObjectNode();
            String id = String.format("row-%05d", number);
            row.put("id", id);
            row.put("_xact_id", Long.toString(0x0DE1L << 48 | number));
            row.put(
                    "created",
                    Instant.ofEpochSecond(1_772_000_000L + number * 20L, number * 1_000L)
                            .toString());
            row.put("project_id", "p" + number % 3);
            row.put("span_id", id);
            row.put("root_span_id", "root-" + number / 7);
            row.put("is_root", number % 7 == 0);
            row.putArray("span_parents").add("s" + number).add("");
            row.putObject("input").put("text", "Wie heißt 東京? \u2603 \uD83D\uDE00 ".repeat(1 + number % 40));
            row.set("output", value(number));
            row.set("expected", JSON.readTree(number % 2 == 0 ? "null" : "[1.50,{\"a\":[]}]"));
            row.putObject("metadata")
                    .put("model", "m" + number % 5)
                    .putObject("deep")
                    .put("n", 12345678901234567L);
            ObjectNode scores = row.putObject("scores").put("Factuality", number % 10 / 10.0);
            if (number % 11 == 0) {
                scores.putNull("Relevance");
            }
            row.putObject("metrics").put("tokens", number).put("duration", 0.1 + number);
            if (number % 5 != 0) {
                row.putArray("tags").add("triage").add("über");
            } else if (number % 2 == 0) {
                row.putArray("tags");
            }
            if (number % 13 == 0) {
                row.put("mine", "a field without a column").put("scores", "none");
            }
            if (traces) {
                row.putObject("span_type_info").put("has_error", number % 3 == 0);
            } else {
                row.putObject("span_attributes").put("type", "llm");
            }
            rows.put(id, row);
        }
        return rows;
    }

    private static JsonNode value(int number) throws JsonProcessingException {
        return JSON.readTree(
                switch (number % 6) {
                    case 0 -> "\"text with \\\"quotes\\\" and \\\\\"";
                    case 1 -> "{}";
                    case 2 -> "-1.25e-7";
                    case 3 -> "false";
                    case 4 -> "[[],[null]]";
                    default -> "\"\"";
                });
    }
}
