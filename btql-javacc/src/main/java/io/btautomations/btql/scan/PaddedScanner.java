package io.btautomations.btql.scan;

import java.util.Objects;

/** A scanner that needs padding around the row; a row without it is copied into an array that has it. */
abstract class PaddedScanner implements RowScanner {

    private byte[] copy = new byte[0];

    @Override
    public final boolean scan(byte[] bytes, int from, int to, Slots slots) {
        Objects.checkFromToIndex(from, to, bytes.length);
        slots.clear();
        if (from >= PADDING && bytes.length - to >= PADDING) {
            return scanPadded(bytes, from, to, slots);
        }
        int length = to - from;
        if (copy.length < length + 2 * PADDING) {
            copy = new byte[length + length / 2 + 2 * PADDING];
        }
        System.arraycopy(bytes, from, copy, PADDING, length);
        boolean isObject = scanPadded(copy, PADDING, PADDING + length, slots);
        slots.shift(from - PADDING);
        return isObject;
    }

    /** As {@link #scan}, for a row with {@link #PADDING} at both ends and empty slots. */
    abstract boolean scanPadded(byte[] bytes, int from, int to, Slots slots);
}
