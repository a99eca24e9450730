package io.btautomations.core.ratelimit;

import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of one input by group.
 *
 * @param byGroup at least one row in each
 */
record RowTallies(Map<String, RowTally> byGroup) {

    /** The group of all rows where there are no groups. */
    static final String ALL = "";

    RowTallies {
        byGroup = Map.copyOf(byGroup);
    }

    /** Rows that belong to no group. */
    static RowTallies ungrouped(RowTally tally) {
        return new RowTallies(tally.rows() == 0 ? Map.of() : Map.of(ALL, tally));
    }

    /** Number of all rows. */
    long rows() {
        return byGroup.values().stream().mapToLong(RowTally::rows).sum();
    }

    /** The groups in the order of their names. */
    Map<String, RowTally> sorted() {
        return new TreeMap<>(byGroup);
    }
}
