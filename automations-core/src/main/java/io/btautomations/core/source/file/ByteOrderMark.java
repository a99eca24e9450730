package io.btautomations.core.source.file;

import java.util.Arrays;

/** The three bytes by which some programs mark a text as UTF-8. They are no part of its first row. */
public final class ByteOrderMark {

    private static final byte[] BYTES = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    public static final int LENGTH = BYTES.length;

    private ByteOrderMark() {}

    /** How long the mark is with which the first {@code count} bytes of a file begin; 0 if there is none. */
    public static int lengthIn(byte[] first, int count) {
        return count >= LENGTH && Arrays.equals(first, 0, LENGTH, BYTES, 0, LENGTH) ? LENGTH : 0;
    }
}
