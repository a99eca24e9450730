package io.btautomations.core.export;

import java.util.BitSet;
import java.util.OptionalInt;

/**
 * A run of which the log holds some fragments, but not all.
 *
 * @param run identifies it
 * @param range what its fragments cover so far
 * @param firstEntry number of the log entry of its first fragment
 * @param fragments positions of its fragments; not to be changed
 * @param count how many fragments it has, known from its last one
 */
record OpenRun(String run, CursorRange range, long firstEntry, BitSet fragments, OptionalInt count) {

    static OpenRun of(Fragment fragment, CursorRange range, long entry) {
        return new OpenRun(fragment.run(), range, entry, new BitSet(), OptionalInt.empty()).with(fragment, range);
    }

    OpenRun with(Fragment fragment, CursorRange more) {
        BitSet all = (BitSet) fragments.clone();
        all.set(fragment.index());
        OptionalInt known = fragment.last() ? OptionalInt.of(fragment.index() + 1) : count;
        return new OpenRun(run, range.with(more), firstEntry, all, known);
    }

    boolean isWhole() {
        return count.isPresent() && fragments.nextClearBit(0) >= count.getAsInt();
    }
}
