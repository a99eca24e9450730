package io.btautomations.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A reader that leaves out row groups and pages by what is told about them finds every row that it looks for. */
class ParquetBoundsProperties {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RowSchema SCHEMA = RowSchema.parse("name text, n long, cost double, ok boolean, pad json");
    private static final List<String> NAMES = List.of(
            "",
            "a",
            "ab",
            "\u007f",
            "\u00fc",
            "\u6771\u4eac",
            "\uD83D\uDE00",
            "z".repeat(100),
            "z".repeat(99) + "y",
            "\0");
    private static final List<Long> NUMBERS = List.of(Long.MIN_VALUE, -1L, 0L, 1L, 255L, 256L, Long.MAX_VALUE);
    private static final List<Double> COSTS = List.of(-1e300, -0.5, -0.0, 0.0, 0.1, 1e300);
    private static final int ROWS = 600;

    /** Its members are null if there are none. */
    private record Sample(int name, int number, int cost, int ok) {}

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void everyRowIsFound(@ForAll Random random) throws Exception {
        List<Sample> samples = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            // rows near each other are alike, so that row groups differ
            int drift = i / 100;
            Sample sample = new Sample(
                    (drift + random.nextInt(3)) % (NAMES.size() + 1) - 1,
                    (drift + random.nextInt(2)) % (NUMBERS.size() + 1) - 1,
                    (drift + random.nextInt(2)) % (COSTS.size() + 1) - 1,
                    drift % 3 - 1);
            samples.add(sample);
            rows.add(row(sample, random));
        }
        byte[] object = ParquetRowsProperties.write(SCHEMA, ParquetCodec.SNAPPY, rows, 1 << 20);
        try (ParquetTable table = new ParquetTable(object)) {
            assertThat(Integer.parseInt(table.value("SELECT count(DISTINCT row_group_id) FROM parquet_metadata(FILE)")))
                    .isGreaterThan(3);
            for (int i = 0; i < NAMES.size(); i++) {
                int index = i;
                assertFound(table, "name = " + quoted(NAMES.get(i)), samples, sample -> sample.name() == index);
            }
            for (int i = 0; i < NUMBERS.size(); i++) {
                int index = i;
                assertFound(table, "n = " + NUMBERS.get(i) + "::HUGEINT", samples, sample -> sample.number() == index);
            }
            for (double cost : COSTS) {
                assertFound(
                        table,
                        "cost <= " + cost + "::DOUBLE",
                        samples,
                        sample -> sample.cost() >= 0 && COSTS.get(sample.cost()) <= cost);
            }
            assertFound(table, "ok", samples, sample -> sample.ok() == 1);
            assertFound(table, "NOT ok", samples, sample -> sample.ok() == 0);
            assertFound(table, "name IS NULL", samples, sample -> sample.name() < 0);
        }
    }

    private static void assertFound(ParquetTable table, String filter, List<Sample> samples, Predicate<Sample> same)
            throws Exception {
        assertThat(table.value("SELECT count(*) FROM FILE WHERE " + filter))
                .as(filter)
                .isEqualTo(Long.toString(samples.stream().filter(same).count()));
    }

    private static String row(Sample sample, Random random) {
        ObjectNode row = JSON.createObjectNode();
        if (sample.name() >= 0) {
            row.put("name", NAMES.get(sample.name()));
        }
        if (sample.number() >= 0) {
            row.put("n", NUMBERS.get(sample.number()));
        }
        if (sample.cost() >= 0) {
            row.put("cost", COSTS.get(sample.cost()));
        }
        if (sample.ok() >= 0) {
            row.put("ok", sample.ok() == 1);
        }
        return row.put("pad", Long.toHexString(random.nextLong()).repeat(1_000)).toString();
    }

    private static String quoted(String text) {
        return text.equals("\0") ? "chr(0)" : "'" + text + "'";
    }
}
