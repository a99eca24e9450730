package io.btautomations.engine.flow;

import java.util.Map;

/**
 * A flow definition.
 *
 * @param file the file's name, as the user gave it
 * @param root the group that was downloaded
 * @param contexts parameter contexts by name
 * @param externalServices names of controller services that are referred to and not in the file, by identifier
 */
public record FlowDefinition(
        String file, FlowGroup root, Map<String, FlowParameterContext> contexts, Map<String, String> externalServices) {
    public FlowDefinition {
        externalServices = Map.copyOf(externalServices);
        contexts = Map.copyOf(contexts);
    }

    /** The flow with a property of all processors of a simple type set to a value. */
    public FlowDefinition withProperty(String simpleType, String property, String value) {
        return new FlowDefinition(file, root.withProperty(simpleType, property, value), contexts, externalServices);
    }
}
