package io.btautomations.btql.scan;

/**
 * Knows of each byte of a row whether it is within a string, going through the row from its end in blocks of 64 bytes.
 * Right for well-formed rows, whose last byte is in no string. Questions must come in descending order.
 */
final class BackwardBlocks {

    /** Answer of a search that found nothing down to the row's start. */
    static final int NONE = -1;

    private final ByteMasks masks;
    private byte[] bytes = new byte[0];
    private int limit;
    private int end;

    /** The current block begins here; it may begin before the row. */
    private int start;
    /** The block's quotes that are not escaped. */
    private long quotes;
    /** The block's bytes within a string, its last quote included, its first one not. */
    private long inString;

    private long stringCarry;
    /** First byte of the run of backslashes that was measured last; runs may be longer than many blocks. */
    private int runStart;

    BackwardBlocks(ByteMasks masks) {
        this.masks = masks;
    }

    /** Begins with the JSON text at {@code [from, to)}; 64 bytes before {@code from} can be read. */
    void reset(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        limit = from;
        end = to;
        start = to - ByteMasks.SIZE;
        stringCarry = 0;
        runStart = Integer.MAX_VALUE;
        classify();
    }

    /** Index of the last quote before {@code at} that no backslash escapes. */
    int quoteBefore(int at) {
        if (at <= limit) {
            return NONE;
        }
        seek(at - 1);
        long found = quotes & upTo(at - 1 - start);
        while (found == 0) {
            if (!next()) {
                return NONE;
            }
            found = quotes;
        }
        return withinLimit(start + last(found));
    }

    /** Index of the bracket that opens the container whose closing bracket is at {@code at}. */
    int opening(int at) {
        if (at <= limit) {
            return NONE;
        }
        seek(at - 1);
        long outside = ~inString & upTo(at - 1 - start);
        int depth = 1;
        while (true) {
            long brackets = outside == 0 ? 0 : masks.brackets(bytes, start) & outside;
            for (; brackets != 0; brackets ^= Long.highestOneBit(brackets)) {
                int bracket = start + last(brackets);
                byte value = bytes[bracket];
                if (BlockMasks.isClosing(value)) {
                    depth++;
                } else if (BlockMasks.isOpening(value) && --depth == 0) {
                    return withinLimit(bracket);
                }
            }
            if (!next()) {
                return NONE;
            }
            outside = ~inString;
        }
    }

    /** How many bytes have been looked at. */
    int bytesRead() {
        return end - Math.max(start, limit);
    }

    private int withinLimit(int found) {
        return found >= limit ? found : NONE;
    }

    private void seek(int at) {
        while (at < start) {
            start -= ByteMasks.SIZE;
            classify();
        }
    }

    private boolean next() {
        if (start <= limit) {
            return false;
        }
        start -= ByteMasks.SIZE;
        classify();
        return true;
    }

    private void classify() {
        long backslashes = masks.equalTo(bytes, start, (byte) '\\');
        long carry = isEscaped(start) ? 1 : 0;
        quotes = masks.equalTo(bytes, start, (byte) '"') & ~BlockMasks.escaped(backslashes, carry);
        inString = BlockMasks.parityFrom(quotes) ^ stringCarry;
        stringCarry = -(inString & 1);
    }

    /** Whether an odd number of backslashes ends right before {@code at}. */
    private boolean isEscaped(int at) {
        if (at <= limit || bytes[at - 1] != '\\') {
            return false;
        }
        if (at <= runStart) {
            runStart = at - 1;
            while (runStart > limit && bytes[runStart - 1] == '\\') {
                runStart--;
            }
        }
        return (at - runStart & 1) != 0;
    }

    /** Bits 0 to {@code bit}. */
    private static long upTo(int bit) {
        return -1L >>> (63 - bit);
    }

    private static int last(long mask) {
        return 63 - Long.numberOfLeadingZeros(mask);
    }
}
