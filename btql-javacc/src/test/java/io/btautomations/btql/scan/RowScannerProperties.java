package io.btautomations.btql.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Every scanner against Jackson's tree. {@code -Dscan.rows=N} sets the number of rows; a million unless said otherwise.
 */
class RowScannerProperties {

    private static final int TRIES = 1_000;
    private static final int ROWS_PER_TRY = Math.toIntExact(Long.getLong("scan.rows", 1_000_000L) / TRIES);

    private static final List<List<PathStep>> PATHS = List.of(
            path("metadata"),
            path("metadata", "priority"),
            path("scores", "Factuality"),
            path("tags"),
            path("tags", 0),
            path("tags", -1),
            path("input", "content"),
            path("input", 1, "content"),
            path("input", -2, "content"),
            path("input", 0, 0),
            path("metadata", "user", "é", "😀"),
            path("metadata", "user"),
            path("a\"b", "\\"),
            path("", ""),
            path("a-key-that-is-longer-than-three-words", "metadata"),
            path("😀"),
            path());

    private final JacksonOracle oracle = new JacksonOracle();

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void findWhatATreeHas(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PathTrie trie = someOf(random);
        Map<String, Candidate> candidates = candidates(trie);
        HostileRows rows = new HostileRows(random.nextLong());
        byte[] arena = hostileArena(random);
        for (int i = 0; i < ROWS_PER_TRY; i++) {
            rows.next();
            boolean isPadded = rows.length() + 3 * 128 < arena.length;
            byte[] bytes = isPadded ? arena : new byte[rows.length()];
            int from = isPadded ? 64 + random.nextInt(130) - (random.nextInt(100) == 0 ? 40 : 0) : 0;
            System.arraycopy(rows.bytes(), 0, bytes, from, rows.length());
            check(trie, candidates, bytes, from, from + rows.length());
        }
    }

    private void check(PathTrie trie, Map<String, Candidate> candidates, byte[] bytes, int from, int to) {
        Optional<JsonNode> row = oracle.parse(bytes, from, to);
        candidates.forEach((name, candidate) -> {
            boolean isObject = candidate.scan(bytes, from, to);
            boolean isRight = row.isPresent() ? isObject : !isObject || !candidate.isStrict();
            if (!isRight && !oracle.isOutOfScope(bytes, from, to)) {
                throw new AssertionError(name + " says " + isObject + " of "
                        + new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
            if (isObject) {
                candidate.checkBounds(from, to);
            }
        });
        row.ifPresent(tree -> {
            Slots first = candidates.values().iterator().next().slots();
            candidates.forEach((name, candidate) -> {
                if (!areEqual(candidate.slots(), first)) {
                    assertThat(describe(candidate.slots()))
                            .describedAs("%s on %s", name, new String(bytes, from, to - from, StandardCharsets.UTF_8))
                            .isEqualTo(describe(first));
                }
            });
            for (int slot = 0; slot < trie.size(); slot++) {
                checkSlot(tree, trie.paths().get(slot), first, slot, bytes);
            }
        });
    }

    private void checkSlot(JsonNode row, List<PathStep> path, Slots slots, int slot, byte[] bytes) {
        Optional<JacksonOracle.Found> expected = JacksonOracle.find(row, path);
        if (expected.isEmpty() || slots.isMissing(slot)) {
            assertThat(slots.isMissing(slot)).describedAs("%s in %s", path, row).isEqualTo(expected.isEmpty());
            return;
        }
        JsonNode value = expected.get().value();
        assertThat(slots.depth(slot)).isEqualTo(expected.get().depth());
        assertThat(slots.kind(slot)).isEqualTo(kindOf(value, path, slots, slot, bytes));
        assertThat(oracle.tree(bytes, slots.start(slot), slots.end(slot)))
                .describedAs("%s in %s", path, row)
                .contains(value);
    }

    private static ValueKind kindOf(JsonNode value, List<PathStep> path, Slots slots, int slot, byte[] bytes) {
        return switch (value.getNodeType()) {
            case NULL -> ValueKind.NULL;
            case BOOLEAN -> value.booleanValue() ? ValueKind.TRUE : ValueKind.FALSE;
            case NUMBER -> ValueKind.NUMBER;
            case STRING ->
                new String(bytes, slots.start(slot), slots.end(slot) - slots.start(slot), StandardCharsets.UTF_8)
                                .contains("\\")
                        ? ValueKind.ESCAPED_STRING
                        : ValueKind.STRING;
            case OBJECT -> ValueKind.OBJECT;
            default -> slots.depth(slot) < path.size() ? ValueKind.SPREAD : ValueKind.ARRAY;
        };
    }

    private static boolean areEqual(Slots some, Slots others) {
        for (int slot = 0; slot < some.size(); slot++) {
            boolean isMissing = others.isMissing(slot);
            boolean isEqual = some.kind(slot) == others.kind(slot)
                    && (isMissing
                            || some.start(slot) == others.start(slot)
                                    && some.end(slot) == others.end(slot)
                                    && some.depth(slot) == others.depth(slot));
            if (!isEqual) {
                return false;
            }
        }
        return true;
    }

    private static String describe(Slots slots) {
        StringBuilder text = new StringBuilder();
        for (int slot = 0; slot < slots.size(); slot++) {
            text.append(slots.kind(slot));
            if (!slots.isMissing(slot)) {
                text.append(slots.start(slot)).append('-').append(slots.end(slot));
                text.append('@').append(slots.depth(slot));
            }
            text.append(' ');
        }
        return text.toString();
    }

    private static Map<String, Candidate> candidates(PathTrie trie) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        RowScanners plain = RowScanners.plain();
        RowScanners vector = RowScanners.vector().orElseThrow();
        candidates.put("validating", new Candidate(plain.validating(trie, 1_000), trie.newSlots(), true));
        candidates.put("plain forward", new Candidate(plain.forward(trie), trie.newSlots(), false));
        candidates.put("plain backward", new Candidate(plain.backward(trie), trie.newSlots(), false));
        candidates.put("vector forward", new Candidate(vector.forward(trie), trie.newSlots(), false));
        candidates.put("vector backward", new Candidate(vector.backward(trie), trie.newSlots(), false));
        candidates.put("learning", new Candidate(RowScanners.fastest().learning(trie), trie.newSlots(), false));
        return candidates;
    }

    private static PathTrie someOf(SplittableRandom random) {
        return PathTrie.of(PATHS.stream().filter(path -> random.nextInt(3) == 0).toList());
    }

    private static byte[] hostileArena(SplittableRandom random) {
        byte[] arena = new byte[4_096];
        for (int i = 0; i < arena.length; i++) {
            arena[i] = (byte) "\"\\{}[],: \n1".charAt(random.nextInt(11));
        }
        return arena;
    }

    private static List<PathStep> path(Object... steps) {
        List<PathStep> path = new ArrayList<>();
        for (Object step : steps) {
            path.add(step instanceof Integer index ? new PathStep.Index(index) : new PathStep.Key((String) step));
        }
        return path;
    }

    private record Candidate(RowScanner scanner, Slots slots, boolean isStrict) {

        boolean scan(byte[] bytes, int from, int to) {
            return scanner.scan(bytes, from, to, slots);
        }

        void checkBounds(int from, int to) {
            for (int slot = 0; slot < slots.size(); slot++) {
                if (!slots.isMissing(slot)
                        && (slots.start(slot) < from || slots.end(slot) > to || slots.start(slot) >= slots.end(slot))) {
                    throw new AssertionError("slot " + slot + " leaves the row: " + describe(slots));
                }
            }
        }
    }
}
