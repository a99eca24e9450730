package io.btautomations.core.source.track;

/**
 * A hash of bytes that is a polynomial modulo 2^61-1, so that the hash of any stretch follows from those of the two
 * beginnings that it lies between. It does not withstand someone who wants two contents to have the same.
 */
final class PolynomialHash {

    private static final long PRIME = (1L << 61) - 1;
    private static final long BASE = 0x0B5A_2D3C_4E1F_6073L;
    private static final long[] POWERS = powers(ContentCheck.EDGE);

    private PolynomialHash() {}

    static long of(byte[] bytes, int from, int to) {
        long hash = 0;
        for (int i = from; i < to; i++) {
            hash = next(hash, bytes[i]);
        }
        return hash;
    }

    /** The hash of a content and one more byte. */
    static long next(long hash, byte more) {
        long sum = product(hash, BASE) + (more & 255) + 1;
        return sum >= PRIME ? sum - PRIME : sum;
    }

    /**
     * The hash of the end of a content.
     *
     * @param whole hash of the content
     * @param beginning hash of what comes before the end
     * @param length of the end, at most {@link ContentCheck#EDGE}
     */
    static long end(long whole, long beginning, int length) {
        long difference = whole - product(beginning, POWERS[length]);
        return difference < 0 ? difference + PRIME : difference;
    }

    private static long product(long one, long other) {
        long high = Math.multiplyHigh(one, other);
        long low = one * other;
        long sum = (low & PRIME) + ((low >>> 61) | (high << 3));
        return sum >= PRIME ? sum - PRIME : sum;
    }

    private static long[] powers(int most) {
        long[] powers = new long[most + 1];
        powers[0] = 1;
        for (int i = 1; i <= most; i++) {
            powers[i] = product(powers[i - 1], BASE);
        }
        return powers;
    }
}
