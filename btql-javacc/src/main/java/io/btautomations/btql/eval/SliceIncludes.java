package io.btautomations.btql.eval;

import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.scan.TextElements;
import io.btautomations.btql.scan.TextLiteral;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.Truth;

/** A column that holds a string among its elements. */
final class SliceIncludes extends SliceCondition {

    private final TextLiteral wanted;

    SliceIncludes(int slot, TextLiteral wanted, Condition general) {
        super(slot, general);
        this.wanted = wanted;
    }

    @Override
    Truth test(SlotValues values, int slot, ValueKind kind, Row row) {
        return switch (kind) {
            case ARRAY ->
                switch (TextElements.find(wanted, values.bytes(), values.start(slot), values.end(slot))) {
                    case FOUND -> Truth.TRUE;
                    case ABSENT -> Truth.FALSE;
                    case UNDECIDED -> general(row);
                };
            case OBJECT, SPREAD -> general(row);
            case MISSING, NULL, FALSE, TRUE, NUMBER, STRING, ESCAPED_STRING -> Truth.FALSE;
        };
    }
}
