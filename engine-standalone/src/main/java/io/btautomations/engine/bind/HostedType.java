package io.btautomations.engine.bind;

import io.btautomations.core.step.StepDescriptor;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A processor type that the engine runs.
 *
 * @param type simple name
 * @param hosting how the engine runs it
 * @param oldNames names of settings in earlier releases, with today's
 * @param openSettings whether names that it does not declare are settings too
 * @param describe its description, given the names of the properties that are set on it
 */
public record HostedType(
        String type,
        Hosting hosting,
        Map<String, String> oldNames,
        boolean openSettings,
        Function<Set<String>, StepDescriptor> describe) {

    public HostedType {
        oldNames = Map.copyOf(oldNames);
    }

    /** A type that needs nothing special. */
    public static HostedType of(StepDescriptor descriptor, Hosting hosting) {
        return new HostedType(descriptor.type(), hosting, Map.of(), false, names -> descriptor);
    }

    /** The type's description for a processor with these properties. */
    public StepDescriptor descriptor(Set<String> properties) {
        return describe.apply(properties);
    }
}
