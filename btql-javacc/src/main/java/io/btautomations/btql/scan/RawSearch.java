package io.btautomations.btql.scan;

/** Finds bytes within bytes, by a test of 64 places at once for their first and last one. Immutable. */
final class RawSearch {

    private static final byte FOLD = 0x20;

    private final byte[] wanted;
    private final boolean ignoreCase;
    private final ByteMasks masks;
    private final BytePair ends;

    /**
     * @param wanted if it is empty, {@link #find} must not be asked; in small letters if case is ignored
     * @param ignoreCase whether capital ASCII letters equal small ones
     */
    RawSearch(byte[] wanted, boolean ignoreCase, ByteMasks masks) {
        this.wanted = wanted;
        this.ignoreCase = ignoreCase;
        this.masks = masks;
        this.ends = wanted.length == 0 ? BytePair.of(' ', ' ', 0) : ends();
    }

    private BytePair ends() {
        byte first = wanted[0];
        byte last = wanted[wanted.length - 1];
        return new BytePair(first, fold(first), last, fold(last), wanted.length - 1);
    }

    int length() {
        return wanted.length;
    }

    /** Index of the first place within {@code [from, to)}, or -1. */
    int find(byte[] bytes, int from, int to) {
        int lastOffset = wanted.length - 1;
        int end = to - lastOffset;
        int at = from;
        while (at < end && at + lastOffset + ByteMasks.SIZE <= bytes.length) {
            long places = masks.pairs(bytes, at, ends);
            for (; places != 0; places &= places - 1) {
                int place = at + Long.numberOfTrailingZeros(places);
                if (place >= end) {
                    return -1;
                }
                if (isAt(bytes, place)) {
                    return place;
                }
            }
            at += ByteMasks.SIZE;
        }
        for (; at < end; at++) {
            if (isAt(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    private byte fold(byte value) {
        return ignoreCase && isLetter(value) ? FOLD : 0;
    }

    private boolean isAt(byte[] bytes, int at) {
        for (int i = 0; i < wanted.length; i++) {
            byte value = bytes[at + i];
            byte folded = ignoreCase && isLetter((byte) (value | FOLD)) ? (byte) (value | FOLD) : value;
            if (folded != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(byte value) {
        return value >= 'a' && value <= 'z';
    }
}
