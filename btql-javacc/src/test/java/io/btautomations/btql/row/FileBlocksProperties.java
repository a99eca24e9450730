package io.btautomations.btql.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A file's chunks hold the rows that a reader from its beginning finds, in that order. */
class FileBlocksProperties {

    private static final int LONGEST = 700_000;
    private static final RowLimits LIMITS = new RowLimits(1_024, LONGEST);

    @Property(tries = 150)
    void chunksHoldTheRowsOfTheFile(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        check(text(random), random);
    }

    @Example
    void rangesThatEndBesideLineEnds() throws IOException {
        int range = FileBlocks.RANGE;
        for (int shift = -3; shift <= 3; shift++) {
            for (String end : new String[] {"\n", "\r\n", ""}) {
                for (String second : new String[] {"{\"b\":2}", "", " ", "y".repeat(range)}) {
                    String text = "x".repeat(range + shift) + "\n" + second + end;
                    check(text, new Random(shift));
                    check("\u00EF\u00BB\u00BF" + text, new Random(shift));
                }
            }
        }
        check("", new Random(1));
        check("\n".repeat(3 * range), new Random(1));
        check("\n\u00EF\u00BB\u00BF{}".repeat(range), new Random(1));
        check("[1,2]", new Random(1));
    }

    private static void check(String text, Random random) throws IOException {
        Path file = Files.createTempFile("rows", ".jsonl");
        try {
            Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
            List<String> expected = new ArrayList<>();
            long oversized;
            try (RowBlocks rows = RowBlocks.of(Files.newInputStream(file), LIMITS)) {
                for (Optional<RowBlock> next = rows.next(); next.isPresent(); next = rows.next()) {
                    add(next.get(), expected);
                }
                oversized = rows.oversizedRows();
            }
            List<String> found = new ArrayList<>();
            try (FileBlocks rows = FileBlocks.open(file, LIMITS)) {
                Deque<RowChunk> held = new ArrayDeque<>();
                for (Optional<RowChunk> next = rows.nextChunk(); next.isPresent(); next = rows.nextChunk()) {
                    held.add(next.get());
                    if (random.nextBoolean()) {
                        take(held, rows, found);
                    }
                }
                take(held, rows, found);
                assertThat(rows.oversizedRows()).isEqualTo(oversized);
                assertThat(rows.bytesRead()).isEqualTo(Files.size(file));
            }
            assertThat(found.equals(expected))
                    .as(() -> found.size() + " rows instead of " + expected.size())
                    .isTrue();
        } finally {
            Files.delete(file);
        }
    }

    private static void take(Deque<RowChunk> held, RowBlocks rows, List<String> found) throws IOException {
        while (!held.isEmpty()) {
            RowChunk chunk = held.remove();
            int before = found.size();
            chunk.blocks().forEach(block -> add(block, found));
            assertThat(chunk.rowCount()).isEqualTo(found.size() - before);
            rows.release(chunk);
        }
    }

    private static void add(RowBlock block, List<String> rows) {
        for (int row = 0; row < block.rowCount(); row++) {
            rows.add(new String(
                    block.bytes(), block.start(row), block.end(row) - block.start(row), StandardCharsets.ISO_8859_1));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\u00EF\u00BB\u00BF" : "");
        for (int line = random.nextInt(300); line >= 0; line--) {
            switch (random.nextInt(12)) {
                case 0 -> text.append(" ".repeat(random.nextInt(3)));
                case 1 -> text.append("x".repeat(random.nextInt(300_000)));
                case 2 -> text.append("x".repeat(random.nextInt(20) == 0 ? LONGEST - 3 + random.nextInt(7) : 5));
                case 3 -> text.append("x".repeat(random.nextInt(20) == 0 ? 3 * LONGEST : 5));
                default ->
                    text.append("{\"a\":\"")
                            .append("b".repeat(random.nextInt(9_000)))
                            .append("\"}");
            }
            text.append(line == 0 && random.nextBoolean() ? "" : random.nextInt(5) == 0 ? "\r\n" : "\n");
        }
        return text.toString();
    }
}
