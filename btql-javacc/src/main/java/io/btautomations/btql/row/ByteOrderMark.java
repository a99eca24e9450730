package io.btautomations.btql.row;

import java.util.Arrays;

/** The three bytes by which some programs mark a text as UTF-8. They are no part of its first row. */
public final class ByteOrderMark {

    private static final byte[] BYTES = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** How long it is, in bytes. */
    public static final int LENGTH = BYTES.length;

    private ByteOrderMark() {}

    /** How long the mark is with which {@code [from, to)} begins; 0 if there is none. */
    public static int lengthAt(byte[] bytes, int from, int to) {
        boolean isMarked = to - from >= LENGTH && Arrays.equals(bytes, from, from + LENGTH, BYTES, 0, LENGTH);
        return isMarked ? LENGTH : 0;
    }
}
