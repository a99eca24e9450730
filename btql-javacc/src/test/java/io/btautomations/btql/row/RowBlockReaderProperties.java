package io.btautomations.btql.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RowBlockReaderProperties {

    private static final int MAXIMUM_ROW = 2_000;
    private static final RowLimits LIMITS = new RowLimits(1_024, MAXIMUM_ROW);

    @Property
    void rowsAreTheLinesThatAreNotBlank(@ForAll("lines") List<String> lines, @ForAll boolean endsWithLineEnd)
            throws IOException {
        String text = String.join("", lines);
        String stream = endsWithLineEnd ? text : text.replaceFirst("\r?\n\\z", "");
        List<String> expected = expectedRows(stream);
        long oversized =
                expected.stream().filter(row -> row.length() > MAXIMUM_ROW).count();

        try (RowBlockReader reader = reader(stream, RowBlockReader.LastLine.DELIVER)) {
            assertThat(rows(reader))
                    .isEqualTo(expected.stream()
                            .filter(row -> row.length() <= MAXIMUM_ROW)
                            .toList());
            assertThat(reader.oversizedRows()).isEqualTo(oversized);
            assertThat(reader.consumed()).isEqualTo(stream.length());
        }
    }

    @Property
    void chunksHoldTheRowsOfTheBlocks(
            @ForAll("lines") List<String> lines, @ForAll boolean endsWithLineEnd, @ForAll long seed)
            throws IOException {
        String text = String.join("", lines);
        String stream = endsWithLineEnd ? text : text.replaceFirst("\r?\n\\z", "");
        List<String> expected = expectedRows(stream);
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>();
        Deque<RowChunk> held = new ArrayDeque<>();
        try (RowBlockReader reader = reader(stream, RowBlockReader.LastLine.DELIVER)) {
            Optional<RowChunk> next = reader.nextChunk();
            while (next.isPresent()) {
                held.add(next.get());
                if (random.nextBoolean()) {
                    takeAll(held, reader, rows);
                }
                if (random.nextInt(4) == 0) {
                    takeAll(held, reader, rows);
                    reader.next().ifPresent(block -> add(block, rows));
                }
                next = reader.nextChunk();
            }
            takeAll(held, reader, rows);
            assertThat(rows)
                    .isEqualTo(expected.stream()
                            .filter(row -> row.length() <= MAXIMUM_ROW)
                            .toList());
            assertThat(reader.oversizedRows()).isEqualTo(expected.size() - rows.size());
            assertThat(reader.consumed()).isEqualTo(stream.length());
        }
    }

    private static void takeAll(Deque<RowChunk> held, RowBlocks reader, List<String> rows) throws IOException {
        while (!held.isEmpty()) {
            RowChunk chunk = held.remove();
            int before = rows.size();
            chunk.blocks().forEach(block -> add(block, rows));
            assertThat(chunk.rowCount()).isEqualTo(rows.size() - before);
            reader.release(chunk);
        }
    }

    @Property
    void anUnfinishedLineIsLeftForTheNextReader(
            @ForAll("lines") List<String> lines, @ForAll @IntRange(max = 6000) int cut) throws IOException {
        String whole = String.join("", lines);
        String first = whole.substring(0, Math.min(cut, whole.length()));
        List<String> rows = new ArrayList<>();
        long consumed;
        try (RowBlockReader reader = reader(first, RowBlockReader.LastLine.LEAVE)) {
            rows.addAll(rows(reader));
            consumed = reader.consumed();
        }
        assertThat(consumed).isLessThanOrEqualTo(first.length());
        try (RowBlockReader reader = reader(whole.substring((int) consumed), RowBlockReader.LastLine.LEAVE)) {
            rows.addAll(rows(reader));
        }
        assertThat(rows)
                .isEqualTo(expectedRows(whole).stream()
                        .filter(row -> row.length() <= MAXIMUM_ROW)
                        .toList());
    }

    @Property
    void rangesOfABlockCoverItsBytes(@ForAll("lines") List<String> lines) throws IOException {
        String stream = String.join("", lines);
        try (RowBlockReader reader = reader(stream, RowBlockReader.LastLine.DELIVER)) {
            Optional<RowBlock> next = reader.next();
            while (next.isPresent()) {
                RowBlock block = next.get();
                int from = block.start(0);
                String bytes = new String(block.bytes(), from, block.limit() - from, StandardCharsets.ISO_8859_1);
                int offset = (int) block.streamOffset();
                assertThat(bytes).isEqualTo(stream.substring(offset, offset + bytes.length()));
                next = reader.next();
            }
        }
    }

    @Example
    void aByteOrderMarkAtTheBeginningIsNoPartOfARow() throws IOException {
        try (RowBlockReader reader =
                reader("\u00EF\u00BB\u00BF{}\n\u00EF\u00BB\u00BF{}\n", RowBlockReader.LastLine.DELIVER)) {
            assertThat(rows(reader)).containsExactly("{}", "\u00EF\u00BB\u00BF{}");
        }
    }

    @Example
    void arraysAndLinesAreToldApart() throws IOException {
        assertThat(rows(blocks(" \n [ {\"a\":1},\n {\"b\":[2,\n3]} ]\n")))
                .containsExactly("{\"a\":1}", "{\"b\":[2, 3]}");
        assertThat(rows(blocks("\n\n{\"a\":1}\r\n{\"b\":2}"))).containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(rows(blocks(""))).isEmpty();
        assertThat(rows(blocks("  \n"))).isEmpty();
        assertThat(rows(blocks("[]"))).isEmpty();
    }

    @Example
    void whatIsBrokenInAnArrayComesAsARow() throws IOException {
        assertThat(rows(blocks("[{\"a\":1},{\"b\":"))).containsExactly("{\"a\":1}", "{\"b\":");
        assertThat(rows(blocks("[{\"a\":\"]},\"}, 5 , \"x\\\"]\" ] trailing")))
                .containsExactly("{\"a\":\"]},\"}", "5", "\"x\\\"]\"", "trailing");
    }

    @Property
    void elementsOfAnArrayAreRows(@ForAll("rows") List<String> elements) throws IOException {
        List<String> short_ =
                elements.stream().filter(row -> row.length() <= MAXIMUM_ROW).toList();
        try (RowBlocks reader = new JsonArrayReader(
                trickling(elements.stream().collect(Collectors.joining(" ,\n", "[", "]"))), LIMITS)) {
            assertThat(rows(reader)).isEqualTo(short_);
            assertThat(reader.oversizedRows()).isEqualTo(elements.size() - short_.size());
        }
    }

    private static RowBlocks blocks(String text) throws IOException {
        return RowBlocks.of(trickling(text), LIMITS);
    }

    private static List<String> expectedRows(String stream) {
        return stream.lines().filter(line -> !line.isBlank()).toList();
    }

    private static RowBlockReader reader(String text, RowBlockReader.LastLine lastLine) {
        return new RowBlockReader(trickling(text), LIMITS, lastLine);
    }

    /** A stream that gives a few bytes at a time, as sockets do. */
    private static InputStream trickling(String text) {
        return new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return super.read(bytes, offset, Math.min(length, 7));
            }
        };
    }

    private static List<String> rows(RowBlocks blocks) throws IOException {
        List<String> rows = new ArrayList<>();
        Optional<RowBlock> next = blocks.next();
        while (next.isPresent()) {
            add(next.get(), rows);
            next = blocks.next();
        }
        return rows;
    }

    private static void add(RowBlock block, List<String> rows) {
        for (int row = 0; row < block.rowCount(); row++) {
            rows.add(new String(
                    block.bytes(), block.start(row), block.end(row) - block.start(row), StandardCharsets.ISO_8859_1));
        }
    }

    @Provide
    Arbitrary<List<String>> rows() {
        return Arbitraries.oneOf(
                        Arbitraries.of("{}", "{\"a\":1}", "{\"a\":[1,{\"b\":\"],\\\"\"}]}", "3"),
                        Arbitraries.of(1, 500, 1_000, 1_998, 1_999, 2_500, 9_000)
                                .map(size -> '"' + "x".repeat(size) + '"'))
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> content = Arbitraries.oneOf(
                Arbitraries.of("", " ", "\t", "{}", "{\"a\":1}", "x"),
                Arbitraries.of(10, 500, 1_023, 1_999, 2_000, 2_001, 2_002, 5_000)
                        .map("y"::repeat));
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n");
        return content.flatMap(text -> end.map(text::concat)).list().ofMaxSize(20);
    }
}
