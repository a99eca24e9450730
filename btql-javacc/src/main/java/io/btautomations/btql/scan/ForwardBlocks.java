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
        if (!seek(at)) {
            return NONE;
        }
        long found = at < start ? quotes : quotes & (-1L << (at - start));
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
        if (!seek(at)) {
            return NONE;
        }
        long outside = at < start ? ~inString : ~inString & (-1L << (at - start));
        int depth = 1;
        while (true) {
            long brackets = outside == 0 ? 0 : masks.brackets(bytes, start) & outside;
            for (; brackets != 0; brackets &= brackets - 1) {
                int bracket = start + Long.numberOfTrailingZeros(brackets);
                byte value = bytes[bracket];
                if (BlockMasks.isOpening(value)) {
                    depth++;
                } else if (BlockMasks.isClosing(value) && --depth == 0) {
                    return withinLimit(bracket);
                }
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

    /**
     * Goes on to the block that holds {@code at}, or to the end of the string that holds it; false if there is none.
     */
    private boolean seek(int at) {
        while (at - start >= ByteMasks.SIZE) {
            if (!next()) {
                return false;
            }
        }
        return true;
    }

    private boolean next() {
        int following = start + ByteMasks.SIZE;
        if (stringCarry != 0) {
            following = stringEnd(following);
            escapeCarry = 0;
        }
        if (following >= limit) {
            return false;
        }
        start = following;
        classify();
        return true;
    }

    /** Index of the first quote from {@code at} that no backslash escapes, or the limit. */
    private int stringEnd(int at) {
        int quote = masks.quote(bytes, at, limit);
        while (quote < limit && isEscaped(quote)) {
            quote = masks.quote(bytes, quote + 1, limit);
        }
        return quote;
    }

    /** Whether an odd number of backslashes ends right before {@code at}, which is within a string. */
    private boolean isEscaped(int at) {
        int before = at - 1;
        while (bytes[before] == '\\') {
            before--;
        }
        return (at - before & 1) == 0;
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
