package io.btautomations.btql.scan;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Byte tests with the Vector API. The only class that needs the module {@code jdk.incubator.vector};
 * {@link VectorSupport} loads it where that module is present.
 */
final class VectorMasks implements ByteMasks {

    private static final VectorSpecies<Byte> SPECIES =
            ByteVector.SPECIES_PREFERRED.length() > SIZE ? ByteVector.SPECIES_512 : ByteVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final byte FOLD = 0x20;

    @Override
    public long equalTo(byte[] bytes, int at, byte value) {
        long mask = 0;
        for (int i = 0; i < SIZE; i += LANES) {
            mask |= ByteVector.fromArray(SPECIES, bytes, at + i).eq(value).toLong() << i;
        }
        return mask;
    }

    @Override
    public long equalToFolded(byte[] bytes, int at, byte value) {
        long mask = 0;
        for (int i = 0; i < SIZE; i += LANES) {
            mask |= ByteVector.fromArray(SPECIES, bytes, at + i)
                            .lanewise(VectorOperators.OR, FOLD)
                            .eq(value)
                            .toLong()
                    << i;
        }
        return mask;
    }

    @Override
    public int indexOf(byte[] bytes, int from, int to, byte value) {
        int at = from;
        for (; at <= to - SIZE; at += SIZE) {
            long found = equalTo(bytes, at, value);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found);
            }
        }
        return SwarMasks.indexOfBytewise(bytes, at, to, value);
    }
}
