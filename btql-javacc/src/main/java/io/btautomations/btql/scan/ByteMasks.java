package io.btautomations.btql.scan;

/** Tests 64 bytes at once: bit {@code i} of an answer belongs to byte {@code at + i}. Without state. */
interface ByteMasks {

    /** Number of bytes tested at once; all of them are read. */
    int SIZE = 64;

    /** The bytes that equal {@code value}. */
    long equalTo(byte[] bytes, int at, byte value);

    /**
     * The bytes that equal {@code value} once bit 5 is set, which makes ASCII letters small and square brackets curly.
     */
    long equalToFolded(byte[] bytes, int at, byte value);
}
