package io.btautomations.btql.ast;

import java.util.Set;

/**
 * The functions that make one value of many rows. What is in double quotes in their arguments is a field, not a text.
 */
public final class AggregateNames {

    private static final Set<String> NAMES =
            Set.of("count", "count_distinct", "sum", "avg", "min", "max", "any_value", "percentile");

    private AggregateNames() {}

    /** Whether a function, by its name in lower case, is one of them. */
    public static boolean contains(String function) {
        return NAMES.contains(function);
    }

    /** Whether an expression calls one of them anywhere within it. */
    public static boolean occurIn(Expression expression) {
        boolean here =
                expression instanceof FunctionCall call && contains(call.name().text());
        return here || expression.children().stream().anyMatch(AggregateNames::occurIn);
    }
}
