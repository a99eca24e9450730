package io.btautomations.btql.function;

import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.List;

/**
 * What a span cost in USD: {@code metrics.estimated_cost} where it stands, else tokens by the {@link PriceTable}. Null
 * for a model without a price, and for a scorer's span.
 */
public final class EstimatedCost {

    /** The fields that the function reads, in the order of its hidden arguments. */
    public static final List<List<String>> FIELDS = List.of(
            List.of("metrics", "estimated_cost"),
            List.of("metadata", "model"),
            List.of("metrics", "prompt_tokens"),
            List.of("metrics", "prompt_cached_tokens"),
            List.of("metrics", "completion_tokens"),
            List.of("span_attributes", "purpose"));

    /** The function; the binder supplies its arguments, its caller gives none. */
    public static final ScalarFunction FUNCTION = ScalarFunction.of(
            "estimated_cost",
            "estimated_cost()",
            FIELDS.size(),
            FIELDS.size(),
            BtqlType.NUMBER,
            (arguments, context) -> cost(arguments, context.prices()));

    private static final double MILLION = 1e6;

    private EstimatedCost() {}

    private static Value cost(List<Value> arguments, PriceTable prices) {
        if (arguments.get(0) instanceof NumberValue stored) {
            return stored;
        }
        boolean isScorer =
                arguments.get(5) instanceof TextValue purpose && purpose.text().equals("scorer");
        boolean hasTokens = arguments.get(2) instanceof NumberValue || arguments.get(4) instanceof NumberValue;
        if (isScorer || !hasTokens || !(arguments.get(1) instanceof TextValue model)) {
            return NullValue.NULL;
        }
        double prompt = number(arguments.get(2));
        double cached = Math.min(number(arguments.get(3)), prompt);
        double completion = number(arguments.get(4));
        return prices.priceOf(model.text())
                .map(price ->
                        (prompt - cached) * price.input() + cached * price.cachedInput() + completion * price.output())
                .map(millions -> millions / MILLION)
                .filter(Double::isFinite)
                .<Value>map(NumberValue::of)
                .orElse(NullValue.NULL);
    }

    private static double number(Value value) {
        return value instanceof NumberValue number ? number.approximate() : 0;
    }
}
