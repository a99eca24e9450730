package io.btautomations.core.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.btql.scan.PathTrie;
import io.btautomations.btql.scan.RowScanner;
import io.btautomations.btql.scan.RowScanners;
import io.btautomations.btql.scan.Slots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

class ParquetRowsProperties {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MORE_THAN_A_PAGE = 20_500;

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void noValueIsLost(@ForAll @Size(min = 1, max = 12) List<@From("row") String> rows, @ForAll ParquetCodec codec)
            throws Exception {
        byte[] object = write(RowSchema.SPANS, codec, rows, 1 << 20);
        assertThat(ParquetFooter.rows(object)).isEqualTo(rows.size());
        try (ParquetTable table = new ParquetTable(object)) {
            List<Map<String, JsonNode>> read = table.rows(RowSchema.SPANS);
            assertThat(read).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                assertHolds(read.get(i), JSON.readTree(rows.get(i)));
            }
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void equalRowsAreEqualBytes(@ForAll @Size(max = 12) List<@From("row") String> rows, @ForAll ParquetCodec codec)
            throws IOException {
        assertThat(write(RowSchema.TRACES, codec, rows, 1 << 20))
                .isEqualTo(write(RowSchema.TRACES, codec, rows, 1 << 20));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void objectsThatShareMemoryAreAsIfAlone(
            @ForAll @Size(min = 1, max = 12) List<@From("row") String> kinds,
            @ForAll ParquetCodec codec,
            @ForAll Random random)
            throws IOException {
        PageMemory memory = new PageMemory();
        for (int round = 0; round < 3; round++) {
            List<List<String>> written = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            List<ByteArrayOutputStream> sinks = new ArrayList<>();
            List<ParquetRows> open = new ArrayList<>();
            for (int i = 0; i < written.size(); i++) {
                sinks.add(new ByteArrayOutputStream());
                open.add(new ParquetRows(sinks.get(i), RowSchema.SPANS, codec, 1 << 14, memory));
            }
            for (int i = 0; i < 2_000; i++) {
                int object = random.nextInt(open.size());
                String row = kinds.get(random.nextInt(kinds.size()));
                written.get(object).add(row);
                write(open.get(object), RowSchema.SPANS, row);
            }
            open.get(2).close(); // cut off: what it leaves to the others must not be in use
            for (int i = 0; i < 2; i++) {
                open.get(i).finish();
                open.get(i).close();
                assertThat(sinks.get(i).toByteArray())
                        .isEqualTo(write(RowSchema.SPANS, codec, written.get(i), 1 << 14));
            }
        }
    }

    private static void write(ParquetRows target, RowSchema schema, String row) throws IOException {
        PathTrie trie = PathTrie.ofKeys(schema.names().stream().map(List::of).toList());
        Slots slots = trie.newSlots();
        byte[] bytes = row.getBytes(UTF_8);
        assertThat(RowScanners.plain().validating(trie, 100).scan(bytes, 0, bytes.length, slots))
                .isTrue();
        target.write(bytes, 0, bytes.length, slots);
    }

    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void rowsReadTheSameHoweverManyThereAre(
            @ForAll @Size(min = 1, max = 12) List<@From("row") String> kinds,
            @ForAll ParquetCodec codec,
            @ForAll Random random)
            throws Exception {
        int[] order = IntStream.generate(() -> random.nextInt(kinds.size()))
                .limit(MORE_THAN_A_PAGE)
                .toArray();
        List<String> rows = IntStream.of(order).mapToObj(kinds::get).toList();
        try (ParquetTable few = new ParquetTable(write(RowSchema.SPANS, codec, kinds, 1 << 20));
                ParquetTable many = new ParquetTable(write(RowSchema.SPANS, codec, rows, 1 << 20))) {
            List<Map<String, JsonNode>> expected = few.rows(RowSchema.SPANS);
            List<Map<String, JsonNode>> read = many.rows(RowSchema.SPANS);
            assertThat(read).hasSize(order.length);
            for (int i = 0; i < order.length; i++) {
                assertThat(read.get(i)).isEqualTo(expected.get(order[i]));
            }
        }
    }

    /** A member that is null is as good as missing; every other one is in its column, or else in extra. */
    private static void assertHolds(Map<String, JsonNode> read, JsonNode row) {
        JsonNode extra = read.getOrDefault(RowSchema.EXTRA, JSON.createObjectNode());
        for (Map.Entry<String, JsonNode> member : row.properties()) {
            if (extra.has(member.getKey())) {
                assertThat(extra.get(member.getKey())).isEqualTo(member.getValue());
            } else if (!member.getValue().isNull()) {
                assertThat(read).containsKey(member.getKey());
                assertSame(column(member.getKey()), read.get(member.getKey()), member.getValue());
            }
        }
    }

    private static void assertSame(Column column, JsonNode read, JsonNode written) {
        switch (column.type()) {
            case TIMESTAMP ->
                assertThat(Instant.EPOCH.plus(read.longValue(), ChronoUnit.MICROS))
                        .isEqualTo(OffsetDateTime.parse(written.textValue()).toInstant());
            case LONG -> assertThat(read.asText()).isEqualTo(written.asText());
            case NUMBER_MAP -> {
                assertThat(read.size()).isEqualTo(written.size());
                for (Map.Entry<String, JsonNode> entry : written.properties()) {
                    JsonNode value = read.get(entry.getKey());
                    assertThat(value.isNull()).isEqualTo(entry.getValue().isNull());
                    if (!value.isNull()) {
                        assertThat(value.decimalValue())
                                .isEqualByComparingTo(entry.getValue().decimalValue());
                    }
                }
            }
            case TEXT, JSON, DOUBLE, BOOLEAN, TEXT_LIST -> assertThat(read).isEqualTo(written);
        }
    }

    private static Column column(String name) {
        return RowSchema.SPANS.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Provide
    Arbitrary<String> row() {
        Arbitrary<String> anyName = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(RowSchema.SPANS.names())),
                Tuple.of(2, Arbitraries.of("extra", "project", "\u00e9\"\\", "")));
        return Arbitraries.maps(anyName, value())
                .ofMaxSize(8)
                .map(ParquetRowsProperties::object)
                .flatMap(row -> Arbitraries.of(row, row.replace(",", " , ")));
    }

    private static Arbitrary<String> value() {
        Arbitrary<String> text = Arbitraries.of(
                "\"a\"", "\"\"", "\"\\u00e9 \\\"q\\\" \\n\"", "\"\u00fc\uD83D\uDE00\"", "\"1000192656880881099\"");
        Arbitrary<String> number = Arbitraries.of(
                "0",
                "-1",
                "0.9",
                "1.5e3",
                "9007199254740993",
                "0.1234567890123456789",
                "1e400",
                "12345678901234567890",
                "42");
        Arbitrary<String> time = Arbitraries.of(
                "\"2026-01-02T03:04:05Z\"",
                "\"2026-01-02T03:04:05.678901+02:00\"",
                "\"1969-12-31T23:59:59.999999Z\"",
                "\"2026-01-02T03:04:05.123456789Z\"",
                "\"soon\"");
        Arbitrary<String> scalar = Arbitraries.oneOf(text, number, time, Arbitraries.of("true", "false", "null"));
        Arbitrary<String> array = scalar.list().ofMaxSize(3).map(elements -> "[" + String.join(",", elements) + "]");
        Arbitrary<String> object = Arbitraries.maps(
                        Arbitraries.of("x", "y", "Factuality"), Arbitraries.oneOf(number, scalar))
                .ofMaxSize(3)
                .map(ParquetRowsProperties::object);
        return Arbitraries.oneOf(scalar, text.list().ofMaxSize(3).map(Object::toString), array, object);
    }

    private static String object(Map<String, String> members) {
        ObjectNode names = JSON.createObjectNode();
        return "{"
                + String.join(
                        ",",
                        members.entrySet().stream()
                                .map(member -> names.textNode(member.getKey()) + ":" + member.getValue())
                                .toList())
                + "}";
    }

    static byte[] write(RowSchema schema, ParquetCodec codec, List<String> rows, long rowGroupBytes)
            throws IOException {
        PathTrie trie = PathTrie.ofKeys(schema.names().stream().map(List::of).toList());
        RowScanner scanner = RowScanners.plain().validating(trie, 100);
        Slots slots = trie.newSlots();
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (ParquetRows parquet = new ParquetRows(sink, schema, codec, rowGroupBytes)) {
            for (String row : rows) {
                byte[] bytes = row.getBytes(UTF_8);
                assertThat(scanner.scan(bytes, 0, bytes.length, slots)).isTrue();
                parquet.write(bytes, 0, bytes.length, slots);
            }
            parquet.finish();
        } catch (JsonProcessingException e) {
            throw new AssertionError(rows.toString(), e);
        }
        return sink.toByteArray();
    }
}
