package io.btautomations.engine.resolve;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values for parameters from outside the flow definition, which win over those inside. Later sources win over earlier
 * ones. Immutable.
 */
public final class ParameterValues {

    private static final ParameterValues NONE = new ParameterValues(Map.of(), Map.of(), Set.of());

    private final Map<String, String> named;
    private final Map<String, String> environment;
    private final Set<String> typed;

    ParameterValues(Map<String, String> named, Map<String, String> environment, Set<String> typed) {
        this.named = Map.copyOf(named);
        this.environment = Map.copyOf(environment);
        this.typed = Set.copyOf(typed);
    }

    /** No values. */
    public static ParameterValues none() {
        return NONE;
    }

    /** Values by parameter name, as if they came from a file. */
    public static ParameterValues of(Map<String, String> values) {
        return new ParameterValues(values, Map.of(), Set.of());
    }

    /** These values and those of {@code later}, which win. */
    public ParameterValues and(ParameterValues later) {
        Map<String, String> allNamed = new LinkedHashMap<>(named);
        allNamed.putAll(later.named);
        Map<String, String> allEnvironment = new LinkedHashMap<>(environment);
        allEnvironment.putAll(later.environment);
        Set<String> allTyped = new LinkedHashSet<>(typed);
        allTyped.addAll(later.typed);
        return new ParameterValues(allNamed, allEnvironment, allTyped);
    }

    /** The value given for the parameter, if there is one. */
    Optional<String> find(String parameter) {
        return Optional.ofNullable(named.get(parameter))
                .or(() -> Optional.ofNullable(environment.get(ParameterSources.environmentName(parameter))));
    }

    /** The names that were given as they are, not through the environment. */
    Set<String> names() {
        return named.keySet();
    }

    /** The names whose values were typed on the command line, where other users of the machine can see them. */
    Set<String> typed() {
        return typed;
    }
}
