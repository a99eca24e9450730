package io.btautomations.btql.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time in one {@code long}, the first byte lowest. Tests answer with flags: the highest bit of each
 * byte that passes.
 */
final class Swar {

    static final int BYTES = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = repeat('"');
    private static final long BACKSLASHES = repeat('\\');
    private static final long SPACES = repeat(' ');
    /** Multiplied with flags, gathers them in the highest byte. */
    private static final long GATHER = 0x0002_0408_1020_4081L;

    private Swar() {}

    /** The eight bytes from {@code at}. */
    static long load(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Eight times the same byte. */
    static long repeat(int value) {
        return (value & 0xFFL) * ONES;
    }

    /** Flags of the bytes equal to those of {@code repeated}, exact for every byte. */
    static long equalExact(long word, long repeated) {
        long difference = word ^ repeated;
        return ~(((difference & LOW_BITS) + LOW_BITS) | difference) & HIGH_BITS;
    }

    /** Flags of the bytes equal to those of {@code repeated}; bytes above the first flag may be flagged wrongly. */
    static long equalUpToFirst(long word, long repeated) {
        long difference = word ^ repeated;
        return (difference - ONES) & ~difference & HIGH_BITS;
    }

    /**
     * Flags of the bytes below {@code limit}, which is at most 128, as unsigned numbers; bytes above the first flag may
     * be flagged wrongly.
     */
    static long belowUpToFirst(long word, int limit) {
        return (word - repeat(limit)) & ~word & HIGH_BITS;
    }

    /** Flags of the bytes from 128. */
    static long notAscii(long word) {
        return word & HIGH_BITS;
    }

    /**
     * Flags of the bytes that do not simply stand for themselves in a JSON string: quotes, backslashes, controls and
     * what is beyond ASCII; bytes above the first flag may be flagged wrongly.
     */
    static long specialInText(long word) {
        // Without the test for high bits of each part: the last part flags every byte that has one.
        return (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES) | word) & HIGH_BITS;
    }

    /** Number of the first flagged byte; there must be one. */
    static int first(long flags) {
        return Long.numberOfTrailingZeros(flags) >>> 3;
    }

    /** Number of the last flagged byte; there must be one. */
    static int last(long flags) {
        return 7 - (Long.numberOfLeadingZeros(flags) >>> 3);
    }

    /** The flags as eight bits, the first byte's lowest. */
    static long gather(long flags) {
        return (flags * GATHER) >>> 56;
    }
}
