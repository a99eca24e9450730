package io.btautomations.btql.eval;

import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.scan.NumberLiteral;
import io.btautomations.btql.scan.NumberSlice;
import io.btautomations.btql.scan.TextLiteral;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.Truth;
import java.util.List;

/** A column that is one of a few strings and numbers. */
final class SliceIn extends SliceCondition {

    private final TextLiteral[] texts;
    private final NumberLiteral[] numbers;

    SliceIn(int slot, List<TextLiteral> texts, List<NumberLiteral> numbers, Condition general) {
        super(slot, general);
        this.texts = texts.toArray(TextLiteral[]::new);
        this.numbers = numbers.toArray(NumberLiteral[]::new);
    }

    @Override
    Truth test(SlotValues values, int slot, ValueKind kind, Row row) {
        byte[] bytes = values.bytes();
        int start = values.start(slot);
        int end = values.end(slot);
        return switch (kind) {
            case MISSING, NULL -> Truth.UNKNOWN;
            case STRING, ESCAPED_STRING -> Truth.of(isText(bytes, start, end));
            case NUMBER ->
                NumberSlice.isPlain(bytes, start, end) ? Truth.of(isNumber(bytes, start, end)) : general(row);
            case FALSE, TRUE -> Truth.FALSE;
            case OBJECT, ARRAY, SPREAD -> general(row);
        };
    }

    private boolean isText(byte[] bytes, int start, int end) {
        for (TextLiteral text : texts) {
            if (text.equalsString(bytes, start, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNumber(byte[] bytes, int start, int end) {
        for (NumberLiteral number : numbers) {
            if (number.compare(bytes, start, end) == 0) {
                return true;
            }
        }
        return false;
    }
}
