package io.btautomations.btql.function;

import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions of embeddings, as {@code facets} hold them: vectors by name of the model, by name of the facet. Braintrust
 * uses them inside and does not document them; what they answer is our choice.
 */
final class VectorFunctions {

    static final List<ScalarFunction> ALL = List.of(
            ScalarFunction.of(
                    "vector", "vector(path)", 1, 1, BtqlType.ANY, (arguments, context) -> vector(arguments.getFirst())),
            ScalarFunction.of(
                    "vector_keys",
                    "vector_keys(object)",
                    1,
                    1,
                    BtqlType.OBJECT,
                    (arguments, context) -> keys(arguments.getFirst())));

    private VectorFunctions() {}

    /** A vector: an array of numbers, or the string that encodes one. */
    private static Value vector(Value value) {
        boolean isVector = value instanceof TextValue
                || (value instanceof ArrayValue array
                        && array.elements().stream().allMatch(NumberValue.class::isInstance));
        return isVector ? value : NullValue.NULL;
    }

    /** For each member that is an object, the names of its members. */
    private static Value keys(Value value) {
        if (!(value instanceof ObjectValue object)) {
            return NullValue.NULL;
        }
        Map<String, Value> keys = new LinkedHashMap<>();
        object.members().forEach((name, member) -> {
            if (member instanceof ObjectValue models) {
                keys.put(
                        name,
                        new ArrayValue(models.members().keySet().stream()
                                .<Value>map(TextValue::new)
                                .toList()));
            }
        });
        return new ObjectValue(keys);
    }
}
