package io.btautomations.engine.query;

import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import io.btautomations.core.parquet.ColumnType;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the type of column that holds all of some values. */
final class ColumnTypes {

    /** An instant in UTC that a column of microseconds holds whole. */
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z");

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    private Optional<ColumnType> common = Optional.empty();

    void add(Value value) {
        if (value instanceof NullValue) {
            return;
        }
        ColumnType type = type(value);
        common = Optional.of(common.map(known -> join(known, type)).orElse(type));
    }

    /** JSON if there was no value at all. */
    ColumnType common() {
        return common.orElse(ColumnType.JSON);
    }

    private static ColumnType join(ColumnType one, ColumnType other) {
        if (one == other) {
            return one;
        }
        if (isEither(ColumnType.LONG, ColumnType.DOUBLE, one, other)) {
            return ColumnType.DOUBLE;
        }
        return isEither(ColumnType.TIMESTAMP, ColumnType.TEXT, one, other) ? ColumnType.TEXT : ColumnType.JSON;
    }

    private static boolean isEither(ColumnType narrow, ColumnType wide, ColumnType one, ColumnType other) {
        return one == narrow && other == wide || one == wide && other == narrow;
    }

    private static ColumnType type(Value value) {
        return switch (value) {
            case BooleanValue flag -> ColumnType.BOOLEAN;
            case NumberValue number ->
                WHOLE.matcher(JsonText.of(number)).matches() ? ColumnType.LONG : ColumnType.DOUBLE;
            case TextValue text -> INSTANT.matcher(text.text()).matches() ? ColumnType.TIMESTAMP : ColumnType.TEXT;
            case ArrayValue array ->
                array.elements().stream().allMatch(TextValue.class::isInstance)
                        ? ColumnType.TEXT_LIST
                        : ColumnType.JSON;
            case ObjectValue object -> isOfNumbers(object) ? ColumnType.NUMBER_MAP : ColumnType.JSON;
            default -> ColumnType.JSON;
        };
    }

    private static boolean isOfNumbers(ObjectValue object) {
        return !object.members().isEmpty()
                && object.members().values().stream()
                        .allMatch(member -> member instanceof NumberValue || member instanceof NullValue);
    }
}
