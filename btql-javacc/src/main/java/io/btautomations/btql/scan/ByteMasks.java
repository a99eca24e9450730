package io.btautomations.btql.scan;

/** Tests of many bytes at once. Masks are of 64 bytes: bit {@code i} belongs to byte {@code at + i}. Without state. */
interface ByteMasks {

    /** Number of bytes of a mask; all of them are read. */
    int SIZE = 64;

    /** The bytes that equal {@code value}. */
    long equalTo(byte[] bytes, int at, byte value);

    /**
     * The bytes that equal {@code value} once bit 5 is set, which makes ASCII letters small and square brackets curly.
     */
    long equalToFolded(byte[] bytes, int at, byte value);

    /**
     * Index of the first byte in {@code [from, to)} that equals {@code value}, or {@code to}. Meant for values that are
     * about the lowest in the text, such as line feeds.
     */
    int indexOf(byte[] bytes, int from, int to, byte value);
}
