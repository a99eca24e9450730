package io.btautomations.engine.graph;

import io.btautomations.engine.flow.FlowGroup;
import io.btautomations.engine.flow.FlowProcessor;

/**
 * A processor at its place in the graph.
 *
 * @param processor the processor
 * @param group the group that holds it
 * @param groupPath names of the groups from the outermost to that one, joined by {@code /}
 */
public record Node(FlowProcessor processor, FlowGroup group, String groupPath) {

    /** Identifies the node; the processor's identifier. */
    public String id() {
        return processor.identifier();
    }

    @Override
    public String toString() {
        return processor.label();
    }
}
