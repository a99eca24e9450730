package io.btautomations.btql.scan;

import java.util.Objects;

/** Cuts bytes into lines. */
public final class Lines {

    private static final ByteMasks MASKS = VectorSupport.masks().orElse(new SwarMasks());

    private Lines() {}

    /**
     * Index of the first line feed.
     *
     * @param bytes is read between {@code from} and {@code to} only
     * @return {@code to} if there is none
     * @throws IndexOutOfBoundsException if {@code [from, to)} is not within {@code bytes}
     */
    public static int indexOfNewline(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        return MASKS.newline(bytes, from, to);
    }
}
