package io.btautomations.core.ratelimit;

import java.util.List;

/**
 * The rows of one input.
 *
 * @param rows their number
 * @param ids ids of the rows that have one, in order; at most {@code rows}
 */
record RowTally(long rows, List<RowId> ids) {

    RowTally {
        ids = List.copyOf(ids);
        if (rows < ids.size()) {
            throw new IllegalArgumentException(ids.size() + " ids of " + rows + " rows");
        }
    }

    /** Rows that are not told from each other. */
    static RowTally anonymous(long rows) {
        return new RowTally(rows, List.of());
    }

    /**
     * A row's id.
     *
     * @param hash 64 bits of it, to know it again by
     * @param text the id itself
     */
    record RowId(long hash, String text) {
        static RowId of(String text) {
            return new RowId(Hashes.number(text), text);
        }
    }
}
