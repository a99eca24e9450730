package io.btautomations.btql.function;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All functions of the language by name. */
public final class FunctionRegistry {

    private static final Map<String, ScalarFunction> SCALARS = scalars();

    private static final Map<String, AggregateFunction> AGGREGATES = aggregates();

    private FunctionRegistry() {}

    private static Map<String, ScalarFunction> scalars() {
        Map<String, ScalarFunction> byName = new TreeMap<>();
        Stream.of(TextFunctions.ALL, TimeFunctions.ALL, ChoiceFunctions.ALL, Conversions.ALL, VectorFunctions.ALL)
                .flatMap(Collection::stream)
                .forEach(function -> byName.put(function.name(), function));
        return byName;
    }

    private static Map<String, AggregateFunction> aggregates() {
        Map<String, AggregateFunction> byName = new TreeMap<>();
        for (AggregateFunction function : AggregateFunction.values()) {
            byName.put(function.word(), function);
        }
        return byName;
    }

    /** The scalar function called {@code name}, in lower case. */
    public static Optional<ScalarFunction> scalar(String name) {
        return Optional.ofNullable(SCALARS.get(name));
    }

    /** The aggregate called {@code name}, in lower case. */
    public static Optional<AggregateFunction> aggregate(String name) {
        return Optional.ofNullable(AGGREGATES.get(name));
    }

    /** The names of all scalar functions. */
    public static SortedSet<String> scalarNames() {
        return new TreeSet<>(SCALARS.keySet());
    }

    /** The names of all aggregates. */
    public static SortedSet<String> aggregateNames() {
        return new TreeSet<>(AGGREGATES.keySet());
    }
}
