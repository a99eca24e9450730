package io.btautomations.btql.scan;

/** Byte tests in plain Java. */
final class SwarMasks implements ByteMasks {

    private static final long FOLD = Swar.repeat(0x20);
    private static final long QUOTES = Swar.repeat('"');
    private static final long BRACKET_FOLD = Swar.repeat(BlockMasks.BRACKET_FOLD);
    private static final long FOLDED_BRACKETS = Swar.repeat(BlockMasks.FOLDED_BRACKET);

    @Override
    public long equalTo(byte[] bytes, int at, byte value) {
        long repeated = Swar.repeat(value);
        long mask = 0;
        for (int i = 0; i < SIZE; i += Swar.BYTES) {
            mask |= Swar.gather(Swar.equalExact(Swar.load(bytes, at + i), repeated)) << i;
        }
        return mask;
    }

    @Override
    public long equalToFolded(byte[] bytes, int at, byte value) {
        long repeated = Swar.repeat(value);
        long mask = 0;
        for (int i = 0; i < SIZE; i += Swar.BYTES) {
            mask |= Swar.gather(Swar.equalExact(Swar.load(bytes, at + i) | FOLD, repeated)) << i;
        }
        return mask;
    }

    @Override
    public long brackets(byte[] bytes, int at) {
        long mask = 0;
        for (int i = 0; i < SIZE; i += Swar.BYTES) {
            mask |= Swar.gather(Swar.equalExact(Swar.load(bytes, at + i) | BRACKET_FOLD, FOLDED_BRACKETS)) << i;
        }
        return mask;
    }

    @Override
    public long pairs(byte[] bytes, int at, BytePair pair) {
        long firsts = Swar.repeat(pair.first());
        long firstFolds = Swar.repeat(pair.firstFold());
        long seconds = Swar.repeat(pair.second());
        long secondFolds = Swar.repeat(pair.secondFold());
        int behind = at + pair.distance();
        long flags = 0;
        for (int i = 0; i < SIZE; i += Swar.BYTES) {
            long first = (Swar.load(bytes, at + i) | firstFolds) ^ firsts;
            long second = (Swar.load(bytes, behind + i) | secondFolds) ^ seconds;
            flags |= Swar.equalUpToFirst(first | second, 0);
        }
        return flags == 0 ? 0 : exactPairs(bytes, at, firsts, firstFolds, behind, seconds, secondFolds);
    }

    private static long exactPairs(
            byte[] bytes, int at, long firsts, long firstFolds, int behind, long seconds, long secondFolds) {
        long mask = 0;
        for (int i = 0; i < SIZE; i += Swar.BYTES) {
            long first = (Swar.load(bytes, at + i) | firstFolds) ^ firsts;
            long second = (Swar.load(bytes, behind + i) | secondFolds) ^ seconds;
            mask |= Swar.gather(Swar.equalExact(first | second, 0)) << i;
        }
        return mask;
    }

    @Override
    public int newline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - SIZE; at += SIZE) {
            if (hasControls(bytes, at)) {
                int found = newlineBytewise(bytes, at, at + SIZE);
                if (found < at + SIZE) {
                    return found;
                }
            }
        }
        return newlineBytewise(bytes, at, to);
    }

    @Override
    public int quote(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += 2 * Swar.BYTES) {
            long first = Swar.equalUpToFirst(Swar.load(bytes, at), QUOTES);
            long second = Swar.equalUpToFirst(Swar.load(bytes, at + Swar.BYTES), QUOTES);
            if ((first | second) != 0) {
                int offset = first != 0 ? Swar.first(first) : Swar.BYTES + Swar.first(second);
                return Math.min(to, at + offset);
            }
        }
        return to;
    }

    static int newlineBytewise(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Whether control characters are among 64 bytes; in JSON Lines they are nearly always line feeds. */
    private static boolean hasControls(byte[] bytes, int at) {
        long flags = 0;
        for (int i = 0; i < SIZE; i += Swar.BYTES) {
            flags |= Swar.belowUpToFirst(Swar.load(bytes, at + i), ' ');
        }
        return flags != 0;
    }
}
