package io.btautomations.btql.scan;

/** Arithmetic on the masks of 64 bytes of JSON text. */
final class BlockMasks {

    /** The bits in which square and curly, opening and closing brackets differ. */
    static final byte BRACKET_FOLD = 0x26;

    /** A bracket with those bits set. Of the bytes from SPACE to DEL the same holds for Y, y, _ and DEL. */
    static final byte FOLDED_BRACKET = 0x7F;

    private static final int SIDE_BITS = 0x06;
    private static final int OPENING_BITS = 0x02;
    private static final int CLOSING_BITS = 0x04;
    private static final long ODD_BITS = 0xAAAA_AAAA_AAAA_AAAAL;

    private BlockMasks() {}

    /** Whether a byte of {@link ByteMasks#brackets} is an opening bracket. */
    static boolean isOpening(byte value) {
        return (value & SIDE_BITS) == OPENING_BITS;
    }

    /** Whether a byte of {@link ByteMasks#brackets} is a closing bracket. */
    static boolean isClosing(byte value) {
        return (value & SIDE_BITS) == CLOSING_BITS;
    }

    /**
     * The bytes that a backslash escapes.
     *
     * @param backslashes where backslashes stand
     * @param carry 1 if the first byte is escaped by the byte before it, else 0
     */
    static long escaped(long backslashes, long carry) {
        return runs(backslashes, carry) ^ (backslashes | carry);
    }

    /** The carry of the following 64 bytes. */
    static long carry(long backslashes, long carry) {
        return (runs(backslashes, carry) & backslashes) >>> 63;
    }

    /** Bit {@code i} of the answer: the parity of the bits of {@code mask} up to and including {@code i}. */
    static long parityUpTo(long mask) {
        long parity = mask;
        parity ^= parity << 1;
        parity ^= parity << 2;
        parity ^= parity << 4;
        parity ^= parity << 8;
        parity ^= parity << 16;
        parity ^= parity << 32;
        return parity;
    }

    /** Bit {@code i} of the answer: the parity of the bits of {@code mask} from {@code i} on. */
    static long parityFrom(long mask) {
        long parity = mask;
        parity ^= parity >>> 1;
        parity ^= parity >>> 2;
        parity ^= parity >>> 4;
        parity ^= parity >>> 8;
        parity ^= parity >>> 16;
        parity ^= parity >>> 32;
        return parity;
    }

    /**
     * Backslashes and what follows each run of them, told apart by a subtraction: within a run the borrow flips every
     * second bit, whether the run begins at an even or an odd place.
     */
    private static long runs(long backslashes, long carry) {
        long begins = backslashes & ~carry;
        return (((begins << 1) | ODD_BITS) - begins) ^ ODD_BITS;
    }
}
