package io.btautomations.benchmarks.engine;

import io.btautomations.btql.scan.NumberLiteral;
import io.btautomations.btql.scan.PathTrie;
import io.btautomations.btql.scan.RowScanner;
import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.TextLiteral;
import io.btautomations.btql.scan.TextSearch;
import io.btautomations.btql.scan.ValueKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Our scanner under conditions written by hand. */
final class ScanEngine implements Engine {

    private static final NumberLiteral ZERO = NumberLiteral.of("0");
    private static final NumberLiteral NINE_TENTHS = NumberLiteral.of("0.9");
    private static final NumberLiteral THOUSAND = NumberLiteral.of("1000");
    private static final TextLiteral MODEL = TextLiteral.of("gpt-4o");
    private static final TextLiteral TRIAGE = TextLiteral.of("triage");

    private final Function<PathTrie, RowScanner> scanners;

    ScanEngine(Function<PathTrie, RowScanner> scanners) {
        this.scanners = scanners;
    }

    /** A condition on the slots of one row. */
    private interface Condition {
        boolean holds(byte[] bytes, Slots slots);
    }

    @Override
    public long run(Task task, Path rows, Path output) throws IOException {
        long[] count = {0};
        if (task == Task.LINES) {
            LineReader.read(rows, (bytes, from, to) -> count[0]++);
            return count[0];
        }
        PathTrie trie = trie(task);
        RowScanner scanner = scanners.apply(trie);
        Slots slots = trie.newSlots();
        Condition condition = condition(task);
        try (OutputStream out = task == Task.PASS_THROUGH
                ? new BufferedOutputStream(Files.newOutputStream(output), 128 << 10)
                : OutputStream.nullOutputStream()) {
            LineReader.read(rows, (bytes, from, to) -> {
                if (scanner.scan(bytes, from, to, slots) && condition.holds(bytes, slots)) {
                    count[0]++;
                    out.write(bytes, from, to - from);
                    out.write('\n');
                }
            });
        }
        return count[0];
    }

    private static PathTrie trie(Task task) {
        return PathTrie.ofKeys(
                switch (task) {
                    case LINES -> List.of();
                    case NUMBERS, PASS_THROUGH ->
                        List.of(List.of("metadata", "priority"), List.of("scores", "Factuality"));
                    case TEXT_AND_NUMBER -> List.of(List.of("metadata", "model"), List.of("metrics", "tokens"));
                    case SEARCH -> List.of(List.of("input"));
                    case TAG -> List.of(List.of("tags"));
                });
    }

    private static Condition condition(Task task) {
        return switch (task) {
            case LINES -> (bytes, slots) -> true;
            case NUMBERS, PASS_THROUGH ->
                (bytes, slots) -> compare(ZERO, bytes, slots, 0, order -> order == 0)
                        && compare(NINE_TENTHS, bytes, slots, 1, order -> order < 0);
            case TEXT_AND_NUMBER ->
                (bytes, slots) -> slots.kind(0).isString()
                        && MODEL.equalsString(bytes, slots.start(0), slots.end(0))
                        && compare(THOUSAND, bytes, slots, 1, order -> order > 0);
            case SEARCH -> {
                TextSearch search = TextSearch.of("hello", true);
                yield (bytes, slots) -> !slots.isMissing(0) && search.isIn(bytes, slots.start(0), slots.end(0));
            }
            case TAG -> new TagCondition();
        };
    }

    private interface OrderTest {
        boolean holds(int order);
    }

    private static boolean compare(NumberLiteral literal, byte[] bytes, Slots slots, int slot, OrderTest test) {
        return slots.kind(slot) == ValueKind.NUMBER
                && test.holds(literal.compare(bytes, slots.start(slot), slots.end(slot)));
    }

    /** Whether an array of strings without containers has the tag: a walk from quote to quote. */
    private static final class TagCondition implements Condition {

        @Override
        public boolean holds(byte[] bytes, Slots slots) {
            if (slots.kind(0) != ValueKind.ARRAY) {
                return false;
            }
            int at = slots.start(0) + 1;
            while (at < slots.end(0)) {
                if (bytes[at] == '"') {
                    int end = stringEnd(bytes, at);
                    if (TRIAGE.equalsString(bytes, at, end)) {
                        return true;
                    }
                    at = end;
                } else {
                    at++;
                }
            }
            return false;
        }

        private static int stringEnd(byte[] bytes, int quote) {
            int at = quote + 1;
            while (bytes[at] != '"') {
                at += bytes[at] == '\\' ? 2 : 1;
            }
            return at + 1;
        }
    }
}
