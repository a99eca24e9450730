package io.btautomations.engine.flow;

import java.util.List;

/**
 * A named set of parameters.
 *
 * @param name its name, unique in the file
 * @param parameters in the order of the file
 * @param inherited names of further contexts; the first one that has a parameter wins, own parameters win over all
 * @param place where it stands
 */
public record FlowParameterContext(String name, List<FlowParameter> parameters, List<String> inherited, Place place) {
    public FlowParameterContext {
        parameters = List.copyOf(parameters);
        inherited = List.copyOf(inherited);
    }
}
