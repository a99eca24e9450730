package io.btautomations.core.parquet;

import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.ValueKind;
import java.io.IOException;

/** Whole numbers, or JSON strings of their digits, that are written just as this number is. */
record LongColumn(LongLeaf leaf) implements ColumnWriter {

    private static final int MOST_DIGITS = 19;

    @Override
    public void absent() throws IOException {
        leaf.absent(0, 0);
    }

    @Override
    public boolean write(RowAtHand row, int slot) throws IOException {
        Slots slots = row.slots();
        boolean quoted = slots.kind(slot) == ValueKind.STRING;
        int from = slots.start(slot) + (quoted ? 1 : 0);
        int to = slots.end(slot) - (quoted ? 1 : 0);
        if (!quoted && slots.kind(slot) != ValueKind.NUMBER || !isCanonical(row.bytes(), from, to)) {
            absent();
            return false;
        }
        boolean negative = row.bytes()[from] == '-';
        long magnitude = magnitude(row.bytes(), negative ? from + 1 : from, to);
        if (magnitude < 0 && !(negative && magnitude == Long.MIN_VALUE)) {
            absent();
            return false;
        }
        leaf.add(negative ? -magnitude : magnitude, 0);
        return true;
    }

    /** Digits without leading zero and perhaps a minus, few enough for a number of 64 bits without sign. */
    private static boolean isCanonical(byte[] bytes, int from, int to) {
        boolean negative = to > from && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int digits = to - first;
        if (digits < 1 || digits > MOST_DIGITS || bytes[first] == '0' && (digits > 1 || negative)) {
            return false;
        }
        for (int i = first; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** The number of these digits; negative if it is above the greatest {@code long}. */
    private static long magnitude(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }
}
