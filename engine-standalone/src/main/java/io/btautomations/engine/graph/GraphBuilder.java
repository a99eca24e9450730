package io.btautomations.engine.graph;

import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowConnection;
import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.FlowGroup;
import io.btautomations.engine.flow.FlowJunction;
import io.btautomations.engine.flow.FlowProcessor;
import io.btautomations.engine.flow.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes groups, funnels and ports away. */
final class GraphBuilder {

    private final List<Finding> findings;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, FlowJunction> junctions = new LinkedHashMap<>();
    private final List<FlowConnection> connections = new ArrayList<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Dock> docks = new ArrayList<>();

    GraphBuilder(List<Finding> findings) {
        this.findings = findings;
    }

    FlowGraph build(FlowDefinition definition) {
        collect(definition.root(), definition.root().name());
        for (FlowConnection connection : connections) {
            follow(connection);
        }
        return new FlowGraph(List.copyOf(nodes.values()), links, docks);
    }

    private void collect(FlowGroup group, String path) {
        for (FlowProcessor processor : group.processors()) {
            if (isNew(processor.identifier(), processor.place())) {
                nodes.put(processor.identifier(), new Node(processor, group, path));
            }
        }
        for (FlowJunction junction : group.junctions()) {
            if (isNew(junction.identifier(), junction.place())) {
                junctions.put(junction.identifier(), junction);
            }
        }
        connections.addAll(group.connections());
        for (FlowGroup child : group.groups()) {
            collect(child, path + "/" + child.name());
        }
    }

    private boolean isNew(String identifier, Place place) {
        Place first = places.putIfAbsent(identifier, place);
        if (first != null && !identifier.isEmpty()) {
            findings.add(Finding.error(
                    "FLOW-201", "identifier '" + identifier + "' is used before, at " + first.pointer(), place));
        }
        return first == null;
    }

    private void follow(FlowConnection connection) {
        Node source = nodes.get(connection.source().identifier());
        if (source == null) {
            if (!junctions.containsKey(connection.source().identifier())) {
                unknownEnd(connection, connection.source(), "source");
            }
            return;
        }
        if (connection.relationships().isEmpty()) {
            findings.add(Finding.error("FLOW-203", "the connection names no relationship", connection.place()));
        }
        List<Node> destinations = new ArrayList<>();
        boolean docks = reach(connection, destinations, new HashSet<>());
        for (String relationship : connection.relationships()) {
            if (docks) {
                this.docks.add(new Dock(source, relationship));
            }
            for (Node destination : destinations) {
                links.add(new Link(source, relationship, destination, connection.objectThreshold()));
            }
        }
    }

    /** Finds the processors at the end of a connection; whether it also leads to a funnel where items wait. */
    private boolean reach(FlowConnection connection, List<Node> destinations, Set<String> passed) {
        String id = connection.destination().identifier();
        Optional<Node> node = Optional.ofNullable(nodes.get(id));
        if (node.isPresent()) {
            destinations.add(node.get());
            return false;
        }
        FlowJunction junction = junctions.get(id);
        if (junction == null) {
            unknownEnd(connection, connection.destination(), "destination");
            return false;
        }
        if (!passed.add(id)) {
            findings.add(Finding.error("FLOW-205", "items would go round in circles here", junction.place()));
            return false;
        }
        List<FlowConnection> onward = connections.stream()
                .filter(next -> next.source().identifier().equals(id))
                .toList();
        if (onward.isEmpty() && junction.kind() == FlowJunction.Kind.FUNNEL) {
            return true;
        }
        if (onward.isEmpty()) {
            findings.add(Finding.error(
                            "FLOW-204",
                            "items come in here and nothing leads on from " + junction.label(),
                            junction.place())
                    .withHint("connect it, or auto-terminate the relationship that leads here"));
        }
        boolean docks = false;
        for (FlowConnection next : onward) {
            docks |= reach(next, destinations, passed);
        }
        passed.remove(id);
        return docks;
    }

    private void unknownEnd(FlowConnection connection, FlowConnection.End end, String role) {
        String what = end.type().equals("REMOTE_INPUT_PORT") || end.type().equals("REMOTE_OUTPUT_PORT")
                ? "a port of a remote process group, which the standalone engine does not have"
                : "not in this file";
        findings.add(Finding.error(
                "FLOW-202",
                "the connection's " + role + " '" + (end.name().isEmpty() ? end.identifier() : end.name()) + "' is "
                        + what,
                connection.place().child(role)));
    }
}
