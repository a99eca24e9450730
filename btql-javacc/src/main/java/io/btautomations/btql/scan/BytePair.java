package io.btautomations.btql.scan;

/**
 * Two bytes that stand at a distance in what is looked for. Immutable.
 *
 * @param first the first byte; a small letter if {@code firstFold} is 0x20
 * @param firstFold bits to set in a byte before it is compared with the first one
 * @param second the second byte, likewise
 * @param secondFold bits to set in a byte before it is compared with the second one
 * @param distance from the first to the second, not negative
 */
record BytePair(byte first, byte firstFold, byte second, byte secondFold, int distance) {

    /** Two bytes that are compared as they are. */
    static BytePair of(char first, char second, int distance) {
        return new BytePair((byte) first, (byte) 0, (byte) second, (byte) 0, distance);
    }
}
