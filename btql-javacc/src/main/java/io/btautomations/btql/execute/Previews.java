package io.btautomations.btql.execute;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.OptionalInt;
import java.util.Set;

/** Cuts the fields that may be long to the beginning of their JSON text. */
final class Previews {

    private static final Set<String> FIELDS = Set.of("input", "output", "expected", "error", "metadata");

    private final OptionalInt length;

    /** @param length characters to keep; empty or negative to leave values alone */
    Previews(OptionalInt length) {
        this.length = length.isPresent() && length.getAsInt() >= 0 ? length : OptionalInt.empty();
    }

    boolean areOn() {
        return length.isPresent();
    }

    boolean concern(String field) {
        return areOn() && FIELDS.contains(field);
    }

    /** Whether an output is one of the fields that are cut. */
    boolean concern(BoundExpression output) {
        return output instanceof BoundExpression.Column column
                && column.steps().isEmpty()
                && column.path().keys().size() == 1
                && concern(column.path().keys().getFirst());
    }

    Value of(Value value) {
        if (value.isNull()) {
            return value;
        }
        String text = JsonText.of(value);
        int most = length.orElseThrow();
        return new TextValue(
                text.codePointCount(0, text.length()) <= most
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, most)));
    }
}
