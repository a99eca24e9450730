package io.btautomations.engine.serve.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Where the versions of rows lie, in the order of their keys. About 50 bytes for each. One thread adds; any number of
 * others read {@link #view views}, each of which stays as it is.
 */
final class RowIndex {

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int FEWEST = 256;
    /** Greater than all keys of rows, as unsigned numbers go: no version is newer. */
    static final long NEVER = -1;

    private final IdMap newest = new IdMap();
    /** With what is added and not yet to be seen. */
    private View whole = new View(new long[FEWEST], new long[FEWEST], new int[FEWEST], new long[FEWEST], 0, 0);

    private volatile View view = whole;

    /**
     * Some versions of rows.
     *
     * @param keys rising
     * @param places what the one who added a row said of its place
     * @param forms what the one who added a row said of its form
     * @param supersededBy the key of the version that came after it; its own if it never was a row
     * @param count so many of each
     * @param asOf the greatest key that counts
     */
    record View(long[] keys, long[] places, int[] forms, long[] supersededBy, int count, long asOf) {

        /** What of it was there when {@code key} was the last one. */
        View asOf(long key) {
            long earlier = Long.compareUnsigned(key, asOf) < 0 ? key : asOf;
            return new View(keys, places, forms, supersededBy, count, earlier);
        }

        /** Whether the version at {@code position} is the newest of its row. */
        boolean isNewest(int position) {
            return Long.compareUnsigned(keys[position], asOf) <= 0
                    && Long.compareUnsigned((long) LONGS.getOpaque(supersededBy, position), asOf) > 0;
        }

        /** The first position whose key is at least {@code key}. */
        int atLeast(long key) {
            int low = 0;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (Long.compareUnsigned(keys[middle], key) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** The first position whose key is above {@code key}. */
        int above(long key) {
            return key == NEVER ? count : atLeast(key + 1);
        }

        /** The greatest key, if there is one. */
        OptionalLong lastKey() {
            return count == 0 ? OptionalLong.empty() : OptionalLong.of(keys[count - 1]);
        }
    }

    /** What is to be seen now. */
    View view() {
        return view;
    }

    /** The greatest key that was added, if there is one. */
    OptionalLong lastKey() {
        return whole.lastKey();
    }

    /** The position of the newest version, or {@link IdMap#ABSENT} if the row never was or is deleted. */
    int find(long idHash) {
        int position = newest.get(idHash);
        return position != IdMap.ABSENT && whole.isNewest(position) ? position : IdMap.ABSENT;
    }

    /**
     * Adds a version; it is in views from the next {@link #publish} on.
     *
     * @param key above all keys so far, below {@link #NEVER}
     * @param isDeleted whether the row ends with this version
     */
    void add(long key, long idHash, long place, int form, boolean isDeleted) {
        View old = whole;
        int position = old.count();
        View room = position < old.keys().length ? old : grown(old);
        room.keys()[position] = key;
        room.places()[position] = place;
        room.forms()[position] = form;
        room.supersededBy()[position] = isDeleted ? key : NEVER;
        int before = newest.get(idHash);
        if (before != IdMap.ABSENT && (long) LONGS.getOpaque(room.supersededBy(), before) == NEVER) {
            LONGS.setOpaque(room.supersededBy(), before, key);
        }
        newest.put(idHash, position);
        whole = new View(room.keys(), room.places(), room.forms(), room.supersededBy(), position + 1, key);
    }

    /** Has all that was added be in later views. */
    void publish() {
        view = whole;
    }

    private static View grown(View old) {
        int length = Math.multiplyExact(old.keys().length, 2);
        return new View(
                Arrays.copyOf(old.keys(), length),
                Arrays.copyOf(old.places(), length),
                Arrays.copyOf(old.forms(), length),
                Arrays.copyOf(old.supersededBy(), length),
                old.count(),
                old.asOf());
    }
}
