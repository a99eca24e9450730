package io.btautomations.btql.scan;

/** Byte tests in plain Java. */
final class SwarMasks implements ByteMasks {

    private static final long FOLD = Swar.repeat(0x20);

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
    public int indexOf(byte[] bytes, int from, int to, byte value) {
        int at = from;
        for (; at <= to - SIZE; at += SIZE) {
            if (hasNoneBelow(bytes, at, value + 1)) {
                continue;
            }
            int found = indexOfBytewise(bytes, at, at + SIZE, value);
            if (found < at + SIZE) {
                return found;
            }
        }
        return indexOfBytewise(bytes, at, to, value);
    }

    static int indexOfBytewise(byte[] bytes, int from, int to, byte value) {
        int at = from;
        while (at < to && bytes[at] != value) {
            at++;
        }
        return at;
    }

    /** Whether 64 bytes are all at least {@code limit}; cheaper than a test for equality. */
    private static boolean hasNoneBelow(byte[] bytes, int at, int limit) {
        long flags = 0;
        for (int i = 0; i < SIZE; i += Swar.BYTES) {
            flags |= Swar.belowUpToFirst(Swar.load(bytes, at + i), limit);
        }
        return flags == 0;
    }
}
