package io.btautomations.btql.row;

import java.util.Arrays;

/**
 * Where the values of a {@link PathSet} lie within the bytes of one row. A scanner fills it; readers decode what they
 * need, when they need it. Not safe for use by several threads.
 */
public final class Slots {

    /** What stands in a slot. */
    public enum Kind {
        /** Nothing: a key on the way is missing, or what holds it is no object. */
        MISSING,
        /** A JSON value, from {@link #start} to {@link #end}. */
        VALUE,
        /** A JSON array on the way, from {@link #start} to {@link #end}; {@link #depth} keys lead to it. */
        ARRAY_ON_THE_WAY
    }

    private final Kind[] kinds;
    private final int[] starts;
    private final int[] ends;
    private final int[] depths;

    /** Room for {@code size} slots, all missing. */
    public Slots(int size) {
        kinds = new Kind[size];
        starts = new int[size];
        ends = new int[size];
        depths = new int[size];
        clear();
    }

    /** Makes all slots missing. */
    public void clear() {
        Arrays.fill(kinds, Kind.MISSING);
    }

    /** Makes one slot missing. */
    public void setMissing(int slot) {
        kinds[slot] = Kind.MISSING;
    }

    /** Sets the place of a slot's value. */
    public void setValue(int slot, int start, int end) {
        kinds[slot] = Kind.VALUE;
        starts[slot] = start;
        ends[slot] = end;
    }

    /** Sets the place of an array that stands on the way to a slot's value, {@code depth} keys from the row. */
    public void setArrayOnTheWay(int slot, int start, int end, int depth) {
        kinds[slot] = Kind.ARRAY_ON_THE_WAY;
        starts[slot] = start;
        ends[slot] = end;
        depths[slot] = depth;
    }

    /** What stands in the slot. */
    public Kind kind(int slot) {
        return kinds[slot];
    }

    /** Index of the first byte. */
    public int start(int slot) {
        return starts[slot];
    }

    /** One past the index of the last byte. */
    public int end(int slot) {
        return ends[slot];
    }

    /** Number of keys that lead to the array on the way. */
    public int depth(int slot) {
        return depths[slot];
    }
}
