package io.btautomations.engine.graph;

import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowDefinition;
import java.util.List;

/**
 * The processors of a flow and the ways between them. Immutable.
 *
 * @param nodes in the order of the file, groups after their parents
 * @param links in the order of the file
 * @param docks where items wait for a person, in the order of the file
 */
public record FlowGraph(List<Node> nodes, List<Link> links, List<Dock> docks) {

    public FlowGraph {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        docks = List.copyOf(docks);
    }

    /**
     * The graph of a definition.
     *
     * @param findings receives what does not fit together
     */
    public static FlowGraph of(FlowDefinition definition, List<Finding> findings) {
        return new GraphBuilder(findings).build(definition);
    }

    /** The ways that lead out of a node. */
    public List<Link> linksFrom(Node node) {
        return links.stream()
                .filter(link -> link.source().id().equals(node.id()))
                .toList();
    }

    /** The ways out of a node that end where items wait. */
    public List<Dock> docksOf(Node node) {
        return docks.stream()
                .filter(dock -> dock.source().id().equals(node.id()))
                .toList();
    }

    /** The ways that lead into a node. */
    public List<Link> linksTo(Node node) {
        return links.stream()
                .filter(link -> link.destination().id().equals(node.id()))
                .toList();
    }

    /** The parts that hang together, in the order of their first nodes. */
    public List<FlowAutomation> automations() {
        return Islands.of(this);
    }
}
