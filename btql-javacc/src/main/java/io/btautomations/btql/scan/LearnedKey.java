package io.btautomations.btql.scan;

/**
 * A key as it stood in a row, {@code "name":} without white space, and the keys that followed it. Rows of one source
 * mostly have their keys in one order, so that comparing three words finds the next key without looking for its end.
 * Exact: a guess only saves the search.
 */
final class LearnedKey {

    /** Longest key, quotes and colon included, that can be learned. */
    static final int LONGEST = 3 * Swar.BYTES;

    /** Matches nothing. */
    private static final long NEVER = 1L << 8;

    private final long first;
    private final long firstMask;
    private final long second;
    private final long secondMask;
    private final long third;
    private final long thirdMask;
    private final int length;
    private final PathNode child;
    private LearnedKey next;
    private LearnedKey alternative;

    /** A key that no row has. */
    LearnedKey() {
        first = NEVER;
        firstMask = 0xFF;
        second = 0;
        secondMask = 0;
        third = 0;
        thirdMask = 0;
        length = 0;
        child = PathNode.UNWANTED;
        next = this;
        alternative = this;
    }

    /** The key of {@code length} bytes from {@code at}, followed by {@code next}. */
    LearnedKey(byte[] bytes, int at, int length, PathNode child, LearnedKey next) {
        firstMask = maskOf(length);
        secondMask = maskOf(length - Swar.BYTES);
        thirdMask = maskOf(length - 2 * Swar.BYTES);
        first = Swar.load(bytes, at) & firstMask;
        second = Swar.load(bytes, at + Swar.BYTES) & secondMask;
        third = Swar.load(bytes, at + 2 * Swar.BYTES) & thirdMask;
        this.length = length;
        this.child = child;
        this.next = next;
        this.alternative = next;
    }

    /** Whether this key stands at {@code at}; three words from there can be read. */
    boolean isAt(byte[] bytes, int at) {
        if ((Swar.load(bytes, at) & firstMask) != first) {
            return false;
        }
        if (length <= Swar.BYTES) {
            return true;
        }
        long secondDifference = (Swar.load(bytes, at + Swar.BYTES) & secondMask) ^ second;
        long thirdDifference = (Swar.load(bytes, at + 2 * Swar.BYTES) & thirdMask) ^ third;
        return (secondDifference | thirdDifference) == 0;
    }

    /** Number of bytes, quotes and colon included. */
    int length() {
        return length;
    }

    /** Where the key leads. */
    PathNode child() {
        return child;
    }

    /** The key that followed last time. */
    LearnedKey next() {
        return next;
    }

    /** The key that followed before {@link #next}. */
    LearnedKey alternative() {
        return alternative;
    }

    void setNext(LearnedKey key) {
        alternative = next;
        next = key;
    }

    private static long maskOf(int bytes) {
        if (bytes <= 0) {
            return 0;
        }
        return bytes >= Swar.BYTES ? -1L : (1L << (bytes * Byte.SIZE)) - 1;
    }
}
