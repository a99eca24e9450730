package io.btautomations.btql;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.FilterBinder;
import io.btautomations.btql.bind.Findings;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Condition;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.eval.ScannedRow;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.function.PriceTable;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.grammar.ParseOptions;
import io.btautomations.btql.plan.Optimizer;
import io.btautomations.btql.plan.Paths;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.row.RowCheck;
import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.scan.HostileRows;
import io.btautomations.btql.scan.RowScanners;
import io.btautomations.btql.type.RowSchema;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.Step;
import io.btautomations.btql.value.Truth;
import io.btautomations.btql.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Filters on bytes against the same filters on a tree of the whole row. {@code -Dbtql.equality.rows=N} sets the number
 * of rows, each of which is put to {@value #FILTERS_PER_TRY} filters; 200,000 unless said otherwise.
 */
class FilterEqualityProperties {

    private static final int TRIES = 1_000;
    private static final int FILTERS_PER_TRY = 8;
    private static final int ROWS_PER_TRY = Math.toIntExact(Long.getLong("btql.equality.rows", 200_000L) / TRIES);
    private static final CallContext CONTEXT = new CallContext(Instant.EPOCH, ZoneOffset.UTC, PriceTable.LIST_PRICES);

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void bytesAndTreesAgree(@ForAll long seed) {
        RandomFilters filters = new RandomFilters(seed);
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < FILTERS_PER_TRY; i++) {
            subjects.add(new Subject(filters.next()));
        }
        HostileRows rows = new HostileRows(seed);
        for (int row = 0; row < ROWS_PER_TRY; row++) {
            rows.next();
            byte[] bytes = padded(rows);
            int from = HostileRowsPlace.FROM;
            int to = from + rows.length();
            Optional<ObjectValue> tree = tree(bytes, from, to);
            for (Subject subject : subjects) {
                subject.check(tree, bytes, from, to);
            }
        }
    }

    /** Where a row stands among bytes that do not belong to it. */
    private static final class HostileRowsPlace {
        static final int FROM = 70;
    }

    private static byte[] padded(HostileRows rows) {
        byte[] bytes = new byte[rows.length() + 2 * HostileRowsPlace.FROM];
        java.util.Arrays.fill(bytes, (byte) '"');
        System.arraycopy(rows.bytes(), 0, bytes, HostileRowsPlace.FROM, rows.length());
        return bytes;
    }

    private static Optional<ObjectValue> tree(byte[] bytes, int from, int to) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
            return JsonReader.read(text).filter(ObjectValue.class::isInstance).map(ObjectValue.class::cast);
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** A filter in all the ways that it can be put to a row. */
    private static final class Subject {

        private final String text;
        private final Condition condition;
        private final List<List<Step>> steps;
        private final List<SlotValues> strict = new ArrayList<>();
        private final List<SlotValues> lenient = new ArrayList<>();

        Subject(String text) {
            this.text = text;
            BoundExpression bound = bind(text);
            PathSet paths = Paths.readBy(List.of(bound));
            condition = new Compiler(paths).condition(bound);
            steps = paths.paths().stream()
                    .map(path -> path.keys().stream()
                            .map(key -> (Step) new Step.Key(key))
                            .toList())
                    .toList();
            for (RowScanners scanners : List.of(RowScanners.plain(), RowScanners.fastest())) {
                strict.add(SlotValues.of(paths, RowCheck.EVERY_BYTE, scanners));
                lenient.add(SlotValues.of(paths, RowCheck.AS_READ, scanners));
            }
        }

        private static BoundExpression bind(String text) {
            try {
                Findings findings = new Findings();
                BoundExpression bound = FilterBinder.bindRowExpression(
                        new BtqlParser(ParseOptions.STANDARD).parseFilter(text), RowSchema.SPANS, findings);
                assertThat(findings.errors()).as(text).isEmpty();
                return new Optimizer(ZoneOffset.UTC).optimize(bound);
            } catch (BtqlException e) {
                throw new AssertionError(text, e);
            }
        }

        void check(Optional<ObjectValue> tree, byte[] bytes, int from, int to) {
            Optional<Truth> expected = tree.map(object -> condition.test(new TreeRow(object, steps)));
            for (SlotValues values : strict) {
                Optional<Truth> actual = truth(values, bytes, from, to);
                boolean isOutOfScope = expected.isEmpty() && hasLoneSurrogate(bytes, from, to);
                if (!actual.equals(expected) && !isOutOfScope) {
                    fail("checking every byte", actual, expected, bytes, from, to);
                }
            }
            for (SlotValues values : lenient) {
                Optional<Truth> actual = truth(values, bytes, from, to);
                if (expected.isPresent() && !actual.equals(expected)) {
                    fail("as read", actual, expected, bytes, from, to);
                }
            }
        }

        private Optional<Truth> truth(SlotValues values, byte[] bytes, int from, int to) {
            return values.read(bytes, from, to)
                    ? Optional.of(condition.test(new ScannedRow(values, CONTEXT)))
                    : Optional.empty();
        }

        /** Half of a surrogate pair, escaped, in a key is JSON by RFC 8259 that the tree's parser refuses. */
        private static boolean hasLoneSurrogate(byte[] bytes, int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains("\\ud");
        }

        private void fail(
                String how, Optional<Truth> actual, Optional<Truth> expected, byte[] bytes, int from, int to) {
            throw new AssertionError("%s is %s, %s, not %s on %s"
                    .formatted(
                            text, actual, how, expected, new String(bytes, from, to - from, StandardCharsets.UTF_8)));
        }
    }

    /** A row as a tree. */
    private record TreeRow(ObjectValue object, List<List<Step>> steps) implements Row {

        @Override
        public Value column(int slot) {
            return Step.follow(object, steps.get(slot));
        }

        @Override
        public Value derived(int index) {
            throw new IllegalStateException("there is no derived column");
        }

        @Override
        public CallContext context() {
            return CONTEXT;
        }
    }
}
