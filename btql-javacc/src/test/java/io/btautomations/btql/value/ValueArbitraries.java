package io.btautomations.btql.value;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random values as rows hold them. */
public final class ValueArbitraries {

    private ValueArbitraries() {}

    public static Arbitrary<Value> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.just(NullValue.NULL),
                Arbitraries.of(BooleanValue.values()),
                Arbitraries.longs().map(NumberValue::of),
                Arbitraries.integers().between(-3, 3).map(NumberValue::of),
                Arbitraries.doubles().map(NumberValue::of),
                texts().map(TextValue::new));
    }

    public static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "", "a", "b", "ab", "A b", "it's", "\"q\"", "\\", "%", "_", "50% off", "é", "\uD83D\uDE00"),
                Arbitraries.strings().all().ofMaxLength(8),
                Arbitraries.strings().withCharRange('a', 'c').ofMaxLength(4));
    }

    public static Arbitrary<Value> values(int depth) {
        if (depth == 0) {
            return scalars();
        }
        Arbitrary<Value> arrays =
                Arbitraries.lazy(() -> values(depth - 1)).list().ofMaxSize(3).map(ArrayValue::new);
        Arbitrary<Value> objects = Arbitraries.maps(
                        Arbitraries.of("a", "b", "c", "name", "a b", "é\"\\"),
                        Arbitraries.lazy(() -> values(depth - 1)))
                .ofMaxSize(3)
                .map(members -> {
                    Map<String, Value> ordered = new LinkedHashMap<>(members);
                    return new ObjectValue(ordered);
                });
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, scalars()),
                net.jqwik.api.Tuple.of(1, arrays),
                net.jqwik.api.Tuple.of(1, objects));
    }
}
