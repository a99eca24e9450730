package io.btautomations.btql.function;

import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.NumberValue.LongValue;
import io.btautomations.btql.value.Truth;
import io.btautomations.btql.value.Value;
import io.btautomations.btql.value.ValueOrder;
import java.util.List;
import java.util.function.BinaryOperator;

/** Functions that choose among their arguments, and rounding. */
final class ChoiceFunctions {

    static final List<ScalarFunction> ALL = List.of(
            ScalarFunction.sameType(
                    "coalesce",
                    "coalesce(value, ...)",
                    1,
                    Integer.MAX_VALUE,
                    (arguments, context) -> arguments.stream()
                            .filter(value -> !value.isNull())
                            .findFirst()
                            .orElse(NullValue.NULL)),
            ScalarFunction.sameType(
                    "nullif",
                    "nullif(value, other)",
                    2,
                    2,
                    (arguments, context) -> Comparisons.equal(arguments.get(0), arguments.get(1)) == Truth.TRUE
                            ? NullValue.NULL
                            : arguments.get(0)),
            ScalarFunction.sameType(
                    "least",
                    "least(value, ...)",
                    1,
                    Integer.MAX_VALUE,
                    (arguments, context) -> best(arguments, (a, b) -> ValueOrder.ASCENDING.compare(b, a) < 0 ? b : a)),
            ScalarFunction.sameType(
                    "greatest",
                    "greatest(value, ...)",
                    1,
                    Integer.MAX_VALUE,
                    (arguments, context) -> best(arguments, (a, b) -> ValueOrder.ASCENDING.compare(b, a) > 0 ? b : a)),
            ScalarFunction.of(
                    "round", "round(number, digits)", 1, 2, BtqlType.NUMBER, (arguments, context) -> round(arguments)));

    private ChoiceFunctions() {}

    private static Value best(List<Value> arguments, BinaryOperator<Value> better) {
        return arguments.stream()
                .filter(value -> !value.isNull())
                .reduce(better)
                .orElse(NullValue.NULL);
    }

    private static Value round(List<Value> arguments) {
        if (!(arguments.getFirst() instanceof NumberValue number)) {
            return NullValue.NULL;
        }
        if (arguments.size() == 1) {
            return Arithmetics.round(number, 0);
        }
        return arguments.get(1) instanceof LongValue digits
                ? Arithmetics.round(number, (int) Math.clamp(digits.value(), -10_000, 10_000))
                : NullValue.NULL;
    }
}
