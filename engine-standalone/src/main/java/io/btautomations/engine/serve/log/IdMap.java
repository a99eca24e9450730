package io.btautomations.engine.serve.log;

import java.util.Arrays;

/** Where the newest version of each row is, by a number made of its id. About 20 bytes for each. For one thread. */
final class IdMap {

    static final int ABSENT = -1;

    private static final int FEWEST = 64;

    private long[] hashes = new long[FEWEST];
    private int[] positions = absent(FEWEST);
    private int size;

    /** The position that was put for {@code hash}, or {@link #ABSENT}. */
    int get(long hash) {
        return positions[slot(hash)];
    }

    /** Puts {@code position} in the place of what there is for {@code hash}. */
    void put(long hash, int position) {
        int slot = slot(hash);
        if (positions[slot] == ABSENT) {
            size++;
        }
        hashes[slot] = hash;
        positions[slot] = position;
        if (size > hashes.length / 5 * 3) {
            grow();
        }
    }

    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (positions[slot] != ABSENT && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldPositions = positions;
        hashes = new long[oldHashes.length * 2];
        positions = absent(hashes.length);
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldPositions[i] != ABSENT) {
                int slot = slot(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                positions[slot] = oldPositions[i];
            }
        }
    }

    private static int[] absent(int length) {
        int[] positions = new int[length];
        Arrays.fill(positions, ABSENT);
        return positions;
    }
}
