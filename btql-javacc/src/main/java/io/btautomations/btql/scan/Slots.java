package io.btautomations.btql.scan;

import java.util.Arrays;

/**
 * Where the values of a {@link PathTrie} lie within the bytes of one row: one slot for each path, in the order of the
 * paths. Reused from row to row. Not safe for use by several threads.
 *
 * <p>A slice holds the value as it stands in the row: a string with its quotes, a container with its brackets.
 */
public final class Slots {

    private final ValueKind[] kinds;
    private final int[] starts;
    private final int[] ends;
    private final int[] depths;

    /** Slots for {@code size} paths, all {@link ValueKind#MISSING}. */
    public Slots(int size) {
        kinds = new ValueKind[size];
        starts = new int[size];
        ends = new int[size];
        depths = new int[size];
        clear();
    }

    /** Number of slots. */
    public int size() {
        return kinds.length;
    }

    /** What the row has there. */
    public ValueKind kind(int slot) {
        return kinds[slot];
    }

    /** Whether the row has nothing there. */
    public boolean isMissing(int slot) {
        return kinds[slot] == ValueKind.MISSING;
    }

    /** Index of the slice's first byte; without meaning if the value is missing. */
    public int start(int slot) {
        return starts[slot];
    }

    /** One past the index of the slice's last byte; without meaning if the value is missing. */
    public int end(int slot) {
        return ends[slot];
    }

    /** Number of steps of the path that lead to the slice; less than all of them for {@link ValueKind#SPREAD} only. */
    public int depth(int slot) {
        return depths[slot];
    }

    void clear() {
        Arrays.fill(kinds, ValueKind.MISSING);
    }

    void clear(int[] some) {
        for (int slot : some) {
            kinds[slot] = ValueKind.MISSING;
        }
    }

    void set(int slot, ValueKind kind, int start, int end, int depth) {
        kinds[slot] = kind;
        starts[slot] = start;
        ends[slot] = end;
        depths[slot] = depth;
    }

    /** Moves all slices by {@code distance} bytes. */
    void shift(int distance) {
        for (int slot = 0; slot < starts.length; slot++) {
            starts[slot] += distance;
            ends[slot] += distance;
        }
    }
}
