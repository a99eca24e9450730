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
}
