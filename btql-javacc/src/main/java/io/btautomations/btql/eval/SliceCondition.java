package io.btautomations.btql.eval;

import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.Truth;

/**
 * A condition on one column that answers from the column's bytes where it can, and otherwise asks the condition that
 * works on values; the answers are the same. Immutable.
 */
abstract class SliceCondition implements Condition {

    private final int slot;
    private final Condition general;

    SliceCondition(int slot, Condition general) {
        this.slot = slot;
        this.general = general;
    }

    @Override
    public final Truth test(Row row) {
        return row instanceof ScannedRow scanned
                ? test(scanned.values(), slot, scanned.values().kind(slot), row)
                : general.test(row);
    }

    /**
     * The answer for one row.
     *
     * @param kind of what is in the slot
     * @param row for {@link #general}
     */
    abstract Truth test(SlotValues values, int slot, ValueKind kind, Row row);

    /** The answer by way of values. */
    final Truth general(Row row) {
        return general.test(row);
    }
}
