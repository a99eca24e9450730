package io.btautomations.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class ParquetLinesProperties {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Provide
    Arbitrary<String> row() {
        return new ParquetRowsProperties().row();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void rowsComeBack(@ForAll @Size(min = 1, max = 12) List<@From("row") String> rows, @ForAll ParquetCodec codec)
            throws IOException {
        Path file = Files.createTempFile("rows", ".parquet");
        try {
            Files.write(file, ParquetRowsProperties.write(RowSchema.SPANS, codec, rows, 1 << 20));
            List<String> read = ParquetLinesTest.lines(file);
            assertThat(read).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                assertSame((ObjectNode) JSON.readTree(read.get(i)), (ObjectNode) JSON.readTree(rows.get(i)));
            }
        } finally {
            Files.delete(file);
        }
    }

    /** But for nulls, the offset of {@code created}, and a transaction id that was a number. */
    private static void assertSame(ObjectNode read, ObjectNode written) {
        Set<String> names = new HashSet<>();
        written.fieldNames().forEachRemaining(names::add);
        read.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode before = written.path(name);
            JsonNode after = read.path(name);
            if (before.isNull()) {
                assertThat(after.isMissingNode() || after.isNull()).isTrue();
            } else if (name.equals("_xact_id") && after.isTextual()) {
                assertThat(after.textValue()).isEqualTo(before.asText());
            } else if (name.equals("created") && after.isTextual() && !after.equals(before)) {
                assertThat(OffsetDateTime.parse(after.textValue()).toInstant())
                        .isEqualTo(OffsetDateTime.parse(before.textValue()).toInstant());
            } else {
                assertThat(after.equals(ParquetLinesProperties::numbers, before))
                        .as("%s: %s from %s", name, after, before)
                        .isTrue();
            }
        }
    }

    /** Equal numbers however they are written. */
    private static int numbers(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber() && Double.isFinite(one.doubleValue())) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void damageIsReportedAndNothingElse(@ForAll long seed, @ForAll ParquetCodec codec) throws IOException {
        byte[] object = ParquetRowsProperties.write(
                RowSchema.SPANS,
                codec,
                List.of(
                        "{\"id\":\"a\",\"tags\":[\"x\"],\"scores\":{\"f\":0.5},\"input\":{\"a\":\"b\"}}",
                        "{\"id\":\"b\"}"),
                1 << 20);
        Random random = new Random(seed);
        for (int i = random.nextInt(3); i >= 0; i--) {
            object[4 + random.nextInt(object.length - 8)] = (byte) random.nextInt();
        }
        Path file = Files.createTempFile("damaged", ".parquet");
        try {
            Files.write(file, object);
            ParquetLinesTest.lines(file);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank().hasLineCount(1);
        } finally {
            Files.delete(file);
        }
    }
}
