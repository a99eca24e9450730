package io.btautomations.btql.execute;

import io.btautomations.btql.value.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A row of a result on its way through a sort.
 *
 * @param keys what it is sorted by
 * @param ordinal its place among all rows; decides between equal keys
 * @param cursor continues after this row
 */
record SortEntry(List<Value> keys, long ordinal, ResultRow result, Optional<String> cursor) {

    static Comparator<SortEntry> order(Comparator<List<Value>> order) {
        return Comparator.comparing(SortEntry::keys, order).thenComparingLong(SortEntry::ordinal);
    }

    /** The memory that this takes, by estimate. */
    long size() {
        return Retained.sizeOf(keys) + result.size();
    }
}
