package io.btautomations.btql.eval;

import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.Truth;

/** A column that is null or missing. */
final class SliceIsNull extends SliceCondition {

    SliceIsNull(int slot, Condition general) {
        super(slot, general);
    }

    @Override
    Truth test(SlotValues values, int slot, ValueKind kind, Row row) {
        return kind == ValueKind.SPREAD ? general(row) : Truth.of(kind == ValueKind.MISSING || kind == ValueKind.NULL);
    }
}
