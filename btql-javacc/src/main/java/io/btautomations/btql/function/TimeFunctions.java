package io.btautomations.btql.function;

import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions of instants. */
final class TimeFunctions {

    static final List<ScalarFunction> ALL = all();

    private TimeFunctions() {}

    private static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        for (String name : List.of("now", "current_timestamp")) {
            all.add(ScalarFunction.of(
                            name,
                            name + "()",
                            0,
                            0,
                            BtqlType.DATETIME,
                            (arguments, context) -> new InstantValue(context.now()))
                    .varying());
        }
        all.add(ScalarFunction.of(
                        "current_date",
                        "current_date()",
                        0,
                        0,
                        BtqlType.DATETIME,
                        (arguments, context) ->
                                truncate(new InstantValue(context.now()), DateTimes.CalendarUnit.DAY, context))
                .varying());
        for (DateTimes.CalendarUnit unit : DateTimes.CalendarUnit.values()) {
            String name = unit.name().toLowerCase(Locale.ROOT);
            all.add(ScalarFunction.of(
                    name,
                    name + "(datetime)",
                    1,
                    1,
                    BtqlType.DATETIME,
                    (arguments, context) -> truncate(arguments.getFirst(), unit, context)));
        }
        all.add(ScalarFunction.of(
                "date_trunc",
                "date_trunc(unit, datetime)",
                2,
                2,
                BtqlType.DATETIME,
                (arguments, context) -> dateTrunc(arguments.get(0), arguments.get(1), context)));
        return List.copyOf(all);
    }

    private static Value dateTrunc(Value unitName, Value time, CallContext context) {
        return unitName instanceof TextValue name
                ? DateTimes.unit(name.text())
                        .map(unit -> truncate(time, unit, context))
                        .orElse(NullValue.NULL)
                : NullValue.NULL;
    }

    private static Value truncate(Value time, DateTimes.Unit unit, CallContext context) {
        return Comparisons.toInstant(time) instanceof InstantValue instant
                ? new InstantValue(DateTimes.truncate(instant.instant(), unit, context.offset()))
                : NullValue.NULL;
    }
}
