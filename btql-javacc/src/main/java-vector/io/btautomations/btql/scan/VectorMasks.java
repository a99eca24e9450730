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
    public long brackets(byte[] bytes, int at) {
        long mask = 0;
        for (int i = 0; i < SIZE; i += LANES) {
            mask |= ByteVector.fromArray(SPECIES, bytes, at + i)
                            .lanewise(VectorOperators.OR, BlockMasks.BRACKET_FOLD)
                            .eq(BlockMasks.FOLDED_BRACKET)
                            .toLong()
                    << i;
        }
        return mask;
    }

    @Override
    public long pairs(byte[] bytes, int at, BytePair pair) {
        long mask = 0;
        for (int i = 0; i < SIZE; i += LANES) {
            ByteVector first =
                    ByteVector.fromArray(SPECIES, bytes, at + i).lanewise(VectorOperators.OR, pair.firstFold());
            ByteVector second = ByteVector.fromArray(SPECIES, bytes, at + pair.distance() + i)
                    .lanewise(VectorOperators.OR, pair.secondFold());
            mask |= first.eq(pair.first()).and(second.eq(pair.second())).toLong() << i;
        }
        return mask;
    }

    @Override
    public int newline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - SIZE; at += SIZE) {
            long found = equalTo(bytes, at, (byte) '\n');
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found);
            }
        }
        return SwarMasks.newlineBytewise(bytes, at, to);
    }

    @Override
    public int quote(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at += SIZE) {
            long found = equalTo(bytes, at, (byte) '"');
            if (found != 0) {
                return Math.min(to, at + Long.numberOfTrailingZeros(found));
            }
        }
        return to;
    }
}
