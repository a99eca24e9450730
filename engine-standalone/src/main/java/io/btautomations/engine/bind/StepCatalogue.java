package io.btautomations.engine.bind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The processor types that the engine runs. Immutable. */
public final class StepCatalogue {

    private final Map<String, HostedType> types = new LinkedHashMap<>();

    private StepCatalogue(List<HostedType> types) {
        types.forEach(type -> this.types.put(type.type(), type));
    }

    /** The automations' own types and the stock ones that users add first. */
    public static StepCatalogue standard() {
        return of(List.of(LogAttributeStep.TYPE, LogMessageStep.TYPE, UpdateAttributeStep.TYPE));
    }

    /** A catalogue of these types. */
    public static StepCatalogue of(List<HostedType> types) {
        return new StepCatalogue(types);
    }

    /** The type with this simple name. */
    public Optional<HostedType> find(String simpleName) {
        return Optional.ofNullable(types.get(simpleName));
    }

    /** Simple names of all types. */
    public Set<String> names() {
        return types.keySet();
    }
}
