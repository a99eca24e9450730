package io.btautomations.btql.row;

import io.btautomations.btql.scan.NumberSlice;
import io.btautomations.btql.scan.RowScanner;
import io.btautomations.btql.scan.RowScanners;
import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.Step;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values of one row at the paths of a {@link PathSet}: where they lie, and what they are worth, decoded when that
 * is asked for, at most once each. Goes from row to row by {@link #read}. Not safe for use by several threads.
 */
public final class SlotValues {

    /** Longest decimal without exponent that a double surely tells from all others. */
    private static final int LONGEST_PLAIN_DECIMAL = NumberValue.DIGITS_SAFE_IN_DOUBLE + 1;

    private final PathSet paths;
    private final RowScanner scanner;
    private final Slots slots;
    private final Value[] decoded;
    private final boolean[] isDecoded;
    private byte[] bytes = new byte[0];
    private int rowStart;
    private int rowEnd;

    private SlotValues(PathSet paths, RowScanner scanner) {
        this.paths = paths;
        this.scanner = scanner;
        this.slots = new Slots(paths.size());
        this.decoded = new Value[paths.size()];
        this.isDecoded = new boolean[paths.size()];
    }

    /** The values at {@code paths}, found by the fastest scanner that looks at each row as {@code check} wants it. */
    public static SlotValues of(PathSet paths, RowCheck check) {
        return of(paths, check, RowScanners.fastest());
    }

    /**
     * The values at {@code paths}, found by one of {@code scanners} that looks at each row as {@code check} wants it.
     */
    public static SlotValues of(PathSet paths, RowCheck check, RowScanners scanners) {
        return new SlotValues(
                paths,
                switch (check) {
                    case AS_READ -> scanners.learning(paths.trie());
                    case EVERY_BYTE -> scanners.validating(paths.trie(), JsonReader.MAXIMUM_DEPTH);
                });
    }

    /**
     * Goes to a row.
     *
     * @return whether it is one; if not, no values may be asked for
     */
    public boolean read(byte[] rowBytes, int from, int to) {
        bytes = rowBytes;
        rowStart = from;
        rowEnd = to;
        Arrays.fill(isDecoded, false);
        return scanner.scan(rowBytes, from, to, slots);
    }

    /** The bytes that {@link #start} and {@link #end} count in; not to be modified. */
    public byte[] bytes() {
        return bytes;
    }

    /** What the row has in a slot. */
    public ValueKind kind(int slot) {
        return slots.kind(slot);
    }

    /** Index of the first byte of the value in a slot; without meaning if it is missing. */
    public int start(int slot) {
        return slots.start(slot);
    }

    /** One past the index of the last byte of the value in a slot; without meaning if it is missing. */
    public int end(int slot) {
        return slots.end(slot);
    }

    /** The value in a slot; null for what is missing. */
    public Value value(int slot) {
        if (!isDecoded[slot]) {
            decoded[slot] = decode(slot);
            isDecoded[slot] = true;
        }
        return decoded[slot];
    }

    /** The bytes of the row. */
    public byte[] copyOfRow() {
        return Arrays.copyOfRange(bytes, rowStart, rowEnd);
    }

    private Value decode(int slot) {
        int from = slots.start(slot);
        int to = slots.end(slot);
        return switch (slots.kind(slot)) {
            case MISSING, NULL -> NullValue.NULL;
            case TRUE -> BooleanValue.TRUE;
            case FALSE -> BooleanValue.FALSE;
            case NUMBER -> number(from, to);
            case STRING -> new TextValue(new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8));
            case ESCAPED_STRING, OBJECT, ARRAY -> tree(from, to);
            case SPREAD -> Step.follow(tree(from, to), remainingSteps(slot));
        };
    }

    private NumberValue number(int from, int to) {
        if (NumberSlice.isShortInteger(bytes, from, to)) {
            return NumberValue.of(NumberSlice.toLong(bytes, from, to));
        }
        if (to - from <= LONGEST_PLAIN_DECIMAL && NumberSlice.isPlain(bytes, from, to)) {
            return NumberValue.of(NumberSlice.toDouble(bytes, from, to));
        }
        return NumberValue.parse(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private Value tree(int from, int to) {
        return JsonReader.read(bytes, from, to).orElse(NullValue.NULL);
    }

    private List<Step> remainingSteps(int slot) {
        List<String> keys = paths.paths().get(slot).keys();
        List<Step> steps = new ArrayList<>();
        for (String key : keys.subList(slots.depth(slot), keys.size())) {
            steps.add(new Step.Key(key));
        }
        return steps;
    }
}
