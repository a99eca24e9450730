package io.btautomations.btql;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.execute.QueryStatistics;
import io.btautomations.btql.plan.DefaultOrder;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowCheck;
import io.btautomations.btql.row.RowLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Several threads give what one gives: the same rows in the same order, and the same numbers. */
class ThreadsProperties {

    private static final BtqlOptions OPTIONS = BtqlOptions.of(InstantSource.fixed(Instant.EPOCH))
            .withOrder(DefaultOrder.AS_READ)
            .withRowCheck(RowCheck.EVERY_BYTE);
    private static final List<String> QUERIES = List.of(
            "select: id, text | filter: n < 5",
            "select: * | filter: n < 7 and text like '%x%'",
            "select: id | filter: n < 5 | limit: 7",
            "dimensions: text | measures: count(1) as c, sum(n) as s | filter: n != 3");

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void threadsMakeNoDifference(@ForAll long seed) throws IOException, BtqlException, QueryLimitException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] rows = rows(random);
        RowLimits limits = new RowLimits(1_024 + random.nextInt(2_000), 3_000);
        String query = QUERIES.get(random.nextInt(QUERIES.size()));
        int threads = 2 + random.nextInt(3);
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        QueryStatistics ofOne = run(query, OPTIONS, rows, limits, seed, expected);
        QueryStatistics ofMany = run(query, OPTIONS.withThreads(threads), rows, limits, seed, actual);
        assertThat(actual).isEqualTo(expected);
        if (!query.contains("limit")) {
            assertThat(ofMany).isEqualTo(ofOne);
        }
    }

    private static QueryStatistics run(
            String query, BtqlOptions options, byte[] rows, RowLimits limits, long seed, List<String> results)
            throws IOException, BtqlException, QueryLimitException {
        return Btql.query(query, options)
                .run(() -> RowBlocks.of(new Crumbs(rows, seed), limits), row -> results.add(row.toJson()));
    }

    private static byte[] rows(SplittableRandom random) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int i = random.nextInt(300); i > 0; i--) {
            int length = random.nextInt(20) == 0 ? random.nextInt(4_000) : random.nextInt(60);
            String text = (random.nextBoolean() ? "x" : "y").repeat(length);
            String row = "{\"id\":%d,\"text\":\"%s\",\"n\":%d}".formatted(i, text, random.nextInt(10));
            int cut = random.nextInt(15) == 0 ? row.length() / 2 : row.length();
            rows.writeBytes((row.substring(0, cut) + (random.nextInt(9) == 0 ? "\r\n\n" : "\n"))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return rows.toByteArray();
    }

    /** Gives a few bytes at a time. */
    private static final class Crumbs extends FilterInputStream {

        private final SplittableRandom random;

        Crumbs(byte[] bytes, long seed) {
            super(new ByteArrayInputStream(bytes));
            random = new SplittableRandom(seed);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            InputStream source = in;
            return source.read(target, offset, Math.min(length, 1 + random.nextInt(1_500)));
        }
    }
}
