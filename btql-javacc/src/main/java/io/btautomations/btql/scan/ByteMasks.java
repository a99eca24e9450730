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
     * The brackets, round ones aside, and perhaps some bytes that stand nowhere in JSON text but in strings:
     * {@link BlockMasks#isOpening} and {@link BlockMasks#isClosing} tell which is which.
     */
    long brackets(byte[] bytes, int at);

    /** The places where {@code pair} stands; the 64 bytes from {@code at} and from its second byte can be read. */
    long pairs(byte[] bytes, int at, BytePair pair);

    /** Index of the first line feed in {@code [from, to)}, or {@code to}. */
    int newline(byte[] bytes, int from, int to);

    /**
     * Index of the first quote in {@code [from, to)}, or {@code to}.
     *
     * @param bytes can be read up to 64 bytes past {@code to}
     */
    int quote(byte[] bytes, int from, int to);
}
