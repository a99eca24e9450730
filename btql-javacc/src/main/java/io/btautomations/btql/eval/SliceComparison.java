package io.btautomations.btql.eval;

import io.btautomations.btql.bind.BoundExpression.ComparisonKind;
import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.scan.NumberLiteral;
import io.btautomations.btql.scan.NumberSlice;
import io.btautomations.btql.scan.TextLiteral;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.Truth;

/** A column compared with a number or a string that is known. */
abstract class SliceComparison extends SliceCondition {

    private final Truth ofNull;
    private final Truth ofOtherType;
    private final Truth ofLess;
    private final Truth ofEqual;
    private final Truth ofGreater;

    private SliceComparison(int slot, ComparisonKind kind, Condition general) {
        super(slot, general);
        boolean isEquality = kind == ComparisonKind.EQUAL || kind == ComparisonKind.NULL_SAFE_EQUAL;
        this.ofNull = kind == ComparisonKind.NULL_SAFE_EQUAL ? Truth.FALSE : Truth.UNKNOWN;
        this.ofOtherType = isEquality ? Truth.FALSE : Truth.UNKNOWN;
        this.ofLess = Truth.of(kind == ComparisonKind.LESS || kind == ComparisonKind.LESS_OR_EQUAL);
        this.ofEqual = Truth.of(kind != ComparisonKind.LESS && kind != ComparisonKind.GREATER);
        this.ofGreater = Truth.of(kind == ComparisonKind.GREATER || kind == ComparisonKind.GREATER_OR_EQUAL);
    }

    final Truth ofOrder(int order) {
        return order < 0 ? ofLess : order == 0 ? ofEqual : ofGreater;
    }

    /** The answer where the column does not hold what it is compared with. */
    final Truth ofOther(ValueKind kind, Row row) {
        return switch (kind) {
            case MISSING, NULL -> ofNull;
            case SPREAD -> general(row);
            default -> ofOtherType;
        };
    }

    /** A comparison with a number. */
    static final class WithNumber extends SliceComparison {

        private final NumberLiteral number;

        WithNumber(int slot, ComparisonKind kind, NumberLiteral number, Condition general) {
            super(slot, kind, general);
            this.number = number;
        }

        @Override
        Truth test(SlotValues values, int slot, ValueKind kind, Row row) {
            if (kind != ValueKind.NUMBER) {
                return ofOther(kind, row);
            }
            byte[] bytes = values.bytes();
            int start = values.start(slot);
            int end = values.end(slot);
            return NumberSlice.isPlain(bytes, start, end) ? ofOrder(number.compare(bytes, start, end)) : general(row);
        }
    }

    /** Equality with a string. */
    static final class WithText extends SliceComparison {

        private final TextLiteral text;

        /** @param kind one of those that ask for equality */
        WithText(int slot, ComparisonKind kind, TextLiteral text, Condition general) {
            super(slot, kind, general);
            this.text = text;
        }

        @Override
        Truth test(SlotValues values, int slot, ValueKind kind, Row row) {
            return kind.isString()
                    ? Truth.of(text.equalsString(values.bytes(), values.start(slot), values.end(slot)))
                    : ofOther(kind, row);
        }
    }
}
