package io.btautomations.btql.row;

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
 * The values of one row at the paths of a {@link PathSet}, decoded when they are asked for, at most once each. Goes
 * from row to row by {@link #read}. Not safe for use by several threads.
 */
public final class SlotValues {

    private final PathSet paths;
    private final RowScanner scanner;
    private final Slots slots;
    private final Value[] decoded;
    private final boolean[] isDecoded;
    private byte[] bytes = new byte[0];
    private int rowStart;
    private int rowEnd;

    public SlotValues(PathSet paths, RowScanner scanner) {
        this.paths = paths;
        this.scanner = scanner;
        this.slots = new Slots(paths.size());
        this.decoded = new Value[paths.size()];
        this.isDecoded = new boolean[paths.size()];
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
        return switch (slots.kind(slot)) {
            case MISSING -> NullValue.NULL;
            case VALUE -> decode(slots.start(slot), slots.end(slot));
            case ARRAY_ON_THE_WAY -> Step.follow(decode(slots.start(slot), slots.end(slot)), remainingSteps(slot));
        };
    }

    private List<Step> remainingSteps(int slot) {
        List<String> keys = paths.paths().get(slot).keys();
        List<Step> steps = new ArrayList<>();
        for (String key : keys.subList(slots.depth(slot), keys.size())) {
            steps.add(new Step.Key(key));
        }
        return steps;
    }

    private Value decode(int from, int to) {
        return switch (bytes[from]) {
            case 'n' -> NullValue.NULL;
            case 't' -> BooleanValue.TRUE;
            case 'f' -> BooleanValue.FALSE;
            case '{', '[' -> JsonReader.read(bytes, from, to).orElse(NullValue.NULL);
            case '"' ->
                hasEscape(from, to)
                        ? JsonReader.read(bytes, from, to).orElse(NullValue.NULL)
                        : new TextValue(new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8));
            default -> NumberValue.parse(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        };
    }

    private boolean hasEscape(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }
}
