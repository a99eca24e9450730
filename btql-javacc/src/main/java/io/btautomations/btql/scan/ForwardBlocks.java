package io.btautomations.btql.scan;

/**
 * Knows of each byte of a row whether it is within a string, going through the row from its start in blocks of 64
 * bytes. Questions must come in ascending order.
 */
final class ForwardBlocks {

    /** Answer of a search that found nothing before the row's end. */
    static final int NONE = -1;

    private final ByteMasks masks;
    private byte[] bytes = new byte[0];
    private int limit;

    /** The current block begins here. */
    private int start;
    /** The block's quotes that are not escaped. */
    private long quotes;
    /** The block's bytes within a string, its first quote included, its last one not. */
    private long inString;

    private long escapeCarry;
    private long stringCarry;

    ForwardBlocks(ByteMasks masks) {
        this.masks = masks;
    }

    /** Begins with the JSON text at {@code [from, to)}; 64 bytes after {@code to} can be read. */
    void reset(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        limit = to;
        start = from;
        escapeCarry = 0;
        stringCarry = 0;
        classify();
    }

    /** Index of the first quote at or after {@code at} that no backslash escapes. */
    int quote(int at) {
        if (at >= limit) {
            return NONE;
        }
        seek(at);
        long found = quotes & (-1L << (at - start));
        while (found == 0) {
            if (!next()) {
                return NONE;
            }
            found = quotes;
        }
        return withinLimit(start + Long.numberOfTrailingZeros(found));
    }

    /** Index of the bracket that closes the container whose inside {@code at} is in. */
    int closing(int at) {
        if (at >= limit) {
            return NONE;
        }
        seek(at);
        long outside = ~inString & (-1L << (at - start));
        int depth = 1;
        while (true) {
            if (outside != 0) {
                long closings = masks.equalToFolded(bytes, start, (byte) '}') & outside;
                long openings = masks.equalToFolded(bytes, start, (byte) '{') & outside;
                if (Long.bitCount(closings) >= depth) {
                    for (long rest = closings; rest != 0; rest &= rest - 1) {
                        long before = Long.lowestOneBit(rest) - 1;
                        if (depth + Long.bitCount(openings & before) == Long.bitCount(closings & before) + 1) {
                            return withinLimit(start + Long.numberOfTrailingZeros(rest));
                        }
                    }
                }
                depth += Long.bitCount(openings) - Long.bitCount(closings);
            }
            if (!next()) {
                return NONE;
            }
            outside = ~inString;
        }
    }

    private int withinLimit(int found) {
        return found < limit ? found : NONE;
    }

    private void seek(int at) {
        while (at - start >= ByteMasks.SIZE) {
            start += ByteMasks.SIZE;
            classify();
        }
    }

    private boolean next() {
        start += ByteMasks.SIZE;
        if (start >= limit) {
            start -= ByteMasks.SIZE;
            return false;
        }
        classify();
        return true;
    }

    private void classify() {
        long backslashes = masks.equalTo(bytes, start, (byte) '\\');
        long unescaped = masks.equalTo(bytes, start, (byte) '"') & ~BlockMasks.escaped(backslashes, escapeCarry);
        escapeCarry = BlockMasks.carry(backslashes, escapeCarry);
        quotes = unescaped;
        inString = BlockMasks.parityUpTo(unescaped) ^ stringCarry;
        stringCarry = inString >> 63;
    }
}
