package io.btautomations.core.ratelimit;

import java.util.BitSet;
import java.util.StringJoiner;

/** Which fragments of a run were counted. Changes; for one thread. */
final class FragmentSet {

    /** Fragments beyond this are not told from each other: no run has as many. */
    private static final int MOST = 1_000_000;

    private final BitSet indexes;

    private FragmentSet(BitSet indexes) {
        this.indexes = indexes;
    }

    static FragmentSet empty() {
        return new FragmentSet(new BitSet());
    }

    /**
     * The set that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    static FragmentSet parse(String text) {
        BitSet indexes = new BitSet();
        for (String range : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            if (first < 0 || last < first || last > MOST) {
                throw new IllegalArgumentException("no range of fragments: " + range);
            }
            indexes.set(first, last + 1);
        }
        return new FragmentSet(indexes);
    }

    boolean contains(int index) {
        return indexes.get(Math.min(index, MOST));
    }

    void add(int index) {
        indexes.set(Math.min(index, MOST));
    }

    /** Whether all fragments below {@code count} are there. */
    boolean reaches(int count) {
        return indexes.nextClearBit(0) >= count;
    }

    /** Ranges of indexes: {@code 0-7,9}. */
    @Override
    public String toString() {
        StringJoiner ranges = new StringJoiner(",");
        for (int first = indexes.nextSetBit(0); first >= 0; ) {
            int end = indexes.nextClearBit(first);
            ranges.add(end - first == 1 ? String.valueOf(first) : first + "-" + (end - 1));
            first = indexes.nextSetBit(end);
        }
        return ranges.toString();
    }
}
