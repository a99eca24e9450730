package io.btautomations.engine.graph;

import java.util.List;

/**
 * A part of the graph that hangs together: what runs as one automation.
 *
 * @param name path of the innermost group that holds all of it, with the first processor's name added where several
 *     automations share a group
 * @param nodes in the order of the file; at least one
 */
public record FlowAutomation(String name, List<Node> nodes) {
    public FlowAutomation {
        nodes = List.copyOf(nodes);
    }
}
