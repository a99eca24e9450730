package io.btautomations.btql.eval;

import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.Truth;

/** A column as a condition. */
final class SliceTruth extends SliceCondition {

    SliceTruth(int slot, Condition general) {
        super(slot, general);
    }

    @Override
    Truth test(SlotValues values, int slot, ValueKind kind, Row row) {
        return switch (kind) {
            case TRUE -> Truth.TRUE;
            case FALSE -> Truth.FALSE;
            case NUMBER, SPREAD -> general(row);
            case MISSING, NULL, STRING, ESCAPED_STRING, OBJECT, ARRAY -> Truth.UNKNOWN;
        };
    }
}
