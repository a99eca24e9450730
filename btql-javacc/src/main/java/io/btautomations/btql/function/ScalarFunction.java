package io.btautomations.btql.function;

import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.Value;
import java.util.List;
import java.util.function.Function;

/**
 * A function of the values of its arguments.
 *
 * @param name in lower case
 * @param signature as documentation shows it, for example {@code round(number, digits)}
 * @param minimumArguments fewest arguments
 * @param maximumArguments most arguments
 * @param resultType the type of the result for those of the arguments
 * @param isConstant whether equal arguments always give an equal result, so that it can be calculated beforehand
 * @param body never fails; null stands for what cannot be calculated
 */
public record ScalarFunction(
        String name,
        String signature,
        int minimumArguments,
        int maximumArguments,
        Function<List<BtqlType>, BtqlType> resultType,
        boolean isConstant,
        Body body) {

    /** What a function does. */
    @FunctionalInterface
    public interface Body {

        /** The result; a path through an array comes as an array. */
        Value call(List<Value> arguments, CallContext context);
    }

    static ScalarFunction of(String name, String signature, int minimum, int maximum, BtqlType resultType, Body body) {
        return new ScalarFunction(name, signature, minimum, maximum, types -> resultType, true, body);
    }

    static ScalarFunction sameType(String name, String signature, int minimum, int maximum, Body body) {
        return new ScalarFunction(
                name,
                signature,
                minimum,
                maximum,
                types -> types.stream().reduce(BtqlType::or).orElse(BtqlType.ANY),
                true,
                body);
    }

    ScalarFunction varying() {
        return new ScalarFunction(name, signature, minimumArguments, maximumArguments, resultType, false, body);
    }

    @Override
    public String toString() {
        return signature;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScalarFunction function && name.equals(function.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
