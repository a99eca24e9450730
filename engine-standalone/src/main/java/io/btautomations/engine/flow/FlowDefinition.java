package io.btautomations.engine.flow;

import java.util.Map;

/**
 * A flow definition.
 *
 * @param file the file's name, as the user gave it
 * @param root the group that was downloaded
 * @param contexts parameter contexts by name
 */
public record FlowDefinition(String file, FlowGroup root, Map<String, FlowParameterContext> contexts) {
    public FlowDefinition {
        contexts = Map.copyOf(contexts);
    }
}
