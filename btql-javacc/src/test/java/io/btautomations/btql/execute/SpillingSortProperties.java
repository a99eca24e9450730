package io.btautomations.btql.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledQuery;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A sort in little memory gives what a sort in plenty of it gives. */
class SpillingSortProperties {

    private static final BtqlOptions PLENTY =
            BtqlOptions.of(InstantSource.fixed(Instant.parse("2025-05-12T11:00:00Z")));

    @Property(tries = 300)
    void spillingChangesNothing(
            @ForAll("rows") List<String> rows, @ForAll("queries") String query, @ForAll("memory") long memory)
            throws Exception {
        MemorySpillSpace space = new MemorySpillSpace();
        List<String> spilled = new ArrayList<>();
        QueryStatistics little = little(query, memory).run(source(rows), row -> spilled.add(row.toJson()), space);
        List<String> kept = new ArrayList<>();
        QueryStatistics plenty = Btql.query(query, PLENTY).run(source(rows), row -> kept.add(row.toJson()));
        assertThat(spilled).isEqualTo(kept);
        assertThat(little).isEqualTo(plenty);
        assertThat(space.isEmpty()).isTrue();
    }

    /** More runs than are merged at a time. */
    @Example
    void manyRuns() throws Exception {
        List<String> rows = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"id\":" + i + ",\"k\":" + (i * 7_919L) % 20_011 + "}")
                .toList();
        MemorySpillSpace space = new MemorySpillSpace();
        List<Integer> ids = new ArrayList<>();
        little("select: k | sort: k", 2_000)
                .run(source(rows), row -> ids.add(Integer.parseInt(row.toJson().replaceAll("\\D", ""))), space);
        assertThat(ids).hasSize(20_000).isSorted();
        assertThat(space.fileCount()).isGreaterThan(64);
        assertThat(space.isEmpty()).isTrue();
    }

    @Example
    void nothingIsLeftBehindWhereTheResultIsNotTaken() throws Exception {
        List<String> rows =
                IntStream.range(0, 1_000).mapToObj(i -> "{\"id\":" + i + "}").toList();
        MemorySpillSpace space = new MemorySpillSpace();
        CompiledQuery query = little("select: id | sort: id desc", 2_000);
        assertThatThrownBy(() -> query.run(
                        source(rows),
                        row -> {
                            throw new IOException("full");
                        },
                        space))
                .hasMessage("full");
        assertThat(space.fileCount()).isPositive();
        assertThat(space.isEmpty()).isTrue();
    }

    @Example
    void withoutRoomToSpillTheLimitIsAnError() throws Exception {
        List<String> rows =
                IntStream.range(0, 1_000).mapToObj(i -> "{\"id\":" + i + "}").toList();
        CompiledQuery query = little("select: id | sort: id desc", 2_000);
        assertThatThrownBy(() -> query.run(source(rows), row -> {}))
                .isInstanceOf(QueryLimitException.class)
                .hasMessageStartingWith("sorting needs more than the 2000 bytes that the query may keep in memory");
    }

    private static CompiledQuery little(String query, long memory) throws Exception {
        return Btql.query(query, PLENTY.withLimits(new QueryLimits(1_000, 1_000, memory)));
    }

    private static RowSupplier source(List<String> rows) {
        byte[] bytes = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
        return () -> RowBlocks.of(new ByteArrayInputStream(bytes), RowLimits.DEFAULT);
    }

    @Provide
    Arbitrary<List<String>> rows() {
        Arbitrary<String> values =
                Arbitraries.of("null", "1", "2.5", "\"a\"", "\"\u4e16\"", "[1,2]", "{\"x\":1}", "true", "1e400");
        return values.tuple2()
                .list()
                .ofMaxSize(300)
                .map(pairs -> IntStream.range(0, pairs.size())
                        .mapToObj(i -> String.format(
                                "{\"id\":%d,\"k\":%s,\"v\":%s,\"_pagination_key\":\"p%020d\"}",
                                i, pairs.get(i).get1(), pairs.get(i).get2(), (i * 31L) % 97))
                        .toList());
    }

    @Provide
    Arbitrary<String> queries() {
        return Arbitraries.of(
                "select: *",
                "select: id, v | sort: k",
                "select: id, v | sort: k desc, v",
                "select: * | sort: v, k desc | limit: 7",
                "select: id | limit: 100",
                "select: id, created | sort: k | limit: 0",
                "select: v, k | filter: id > 10 | sort: id desc | limit: 1000",
                "SELECT v FROM (SELECT * FROM project_logs('p') ORDER BY k LIMIT 50) s ORDER BY v DESC");
    }

    @Provide
    Arbitrary<Long> memory() {
        return Arbitraries.longs().between(1, 20_000);
    }
}
