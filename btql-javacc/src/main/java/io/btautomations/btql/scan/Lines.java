package io.btautomations.btql.scan;

/** Cuts bytes into lines. */
public final class Lines {

    private static final int WORDS_AT_ONCE = 8;
    private static final int STRIDE = WORDS_AT_ONCE * Swar.BYTES;

    private Lines() {}

    /**
     * Index of the first line feed.
     *
     * @param bytes is read between {@code from} and {@code to} only
     * @return {@code to} if there is none
     */
    public static int indexOfNewline(byte[] bytes, int from, int to) {
        int at = from;
        while (at <= to - STRIDE) {
            if (!mayHaveNewline(bytes, at)) {
                at += STRIDE;
                continue;
            }
            int found = indexOfNewlineBytewise(bytes, at, at + STRIDE);
            if (found < at + STRIDE) {
                return found;
            }
            at += STRIDE;
        }
        return indexOfNewlineBytewise(bytes, at, to);
    }

    /** Whether a control character is among the bytes; in JSON Lines that is nearly always a line feed. */
    private static boolean mayHaveNewline(byte[] bytes, int at) {
        long flags = 0;
        for (int i = 0; i < STRIDE; i += Swar.BYTES) {
            flags |= Swar.belowUpToFirst(Swar.load(bytes, at + i), ' ');
        }
        return flags != 0;
    }

    private static int indexOfNewlineBytewise(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return to;
    }
}
