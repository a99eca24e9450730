package io.btautomations.engine.bind;

import io.btautomations.core.catalog.Steps;
import io.btautomations.core.step.StepDescriptor;
import java.util.ArrayList;
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
        List<HostedType> types = new ArrayList<>();
        Steps.all().forEach(step -> types.add(HostedType.of(step, hosting(step))));
        types.addAll(List.of(LogAttributeStep.TYPE, LogMessageStep.TYPE, UpdateAttributeStep.TYPE));
        return of(types);
    }

    private static Hosting hosting(StepDescriptor step) {
        return switch (step.type()) {
            case "RateLimitOnce" -> Hosting.TICKING;
            case "PostWebhookPayload" -> Hosting.OUTBOX;
            default -> step.input() == StepDescriptor.Input.FORBIDDEN ? Hosting.SOURCE : Hosting.INLINE;
        };
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
