package io.btautomations.engine.bind;

import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.Suggestion;
import io.btautomations.engine.graph.FlowAutomation;
import io.btautomations.engine.graph.FlowGraph;
import io.btautomations.engine.graph.Link;
import io.btautomations.engine.graph.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold between processors so that nothing gets stuck or lost. */
final class GraphRules {

    private final FlowGraph graph;
    private final Map<String, BoundComponent> bound;
    private final List<Finding> findings;

    GraphRules(FlowGraph graph, Map<String, BoundComponent> bound, List<Finding> findings) {
        this.graph = graph;
        this.bound = bound;
        this.findings = findings;
    }

    void check() {
        for (Node node : graph.nodes()) {
            find(node).ifPresent(component -> {
                checkRoutes(component);
                checkInput(component);
                checkDisabled(component);
                if (isInline(component) && leadsBack(component)) {
                    findings.add(Finding.error(
                            "FLOW-205",
                            "items would go round in circles here",
                            node.processor().place()));
                }
            });
        }
        for (FlowAutomation automation : graph.automations()) {
            checkSource(automation);
        }
    }

    private Optional<BoundComponent> find(Node node) {
        return Optional.ofNullable(bound.get(node.id()));
    }

    private void checkRoutes(BoundComponent component) {
        Node node = component.node();
        Set<String> known =
                component.descriptor().routes().stream().map(Route::name).collect(Collectors.toSet());
        Set<String> connected =
                graph.linksFrom(node).stream().map(Link::relationship).collect(Collectors.toCollection(HashSet::new));
        graph.docksOf(node).forEach(dock -> connected.add(dock.relationship()));
        for (Route route : component.descriptor().routes()) {
            boolean delivered =
                    component.hosting() == Hosting.OUTBOX && !route.name().equals("retry");
            if (!connected.contains(route.name())
                    && !node.processor().terminated().contains(route.name())
                    && !delivered) {
                findings.add(Finding.error(
                                "FLOW-207",
                                "relationship '" + route.name() + "' is neither connected nor auto-terminated",
                                node.processor().place())
                        .withHint(route.description()));
            }
        }
        for (String relationship : connected) {
            if (!known.contains(relationship)) {
                Finding finding = Finding.error(
                        "FLOW-203",
                        "there is no relationship '" + relationship + "'; " + component + " has "
                                + String.join(", ", known.stream().sorted().toList()),
                        node.processor().place());
                findings.add(Suggestion.closest(relationship, known)
                        .map(other -> finding.withHint("did you mean '" + other + "'?"))
                        .orElse(finding));
            }
        }
    }

    private void checkInput(BoundComponent component) {
        boolean reached = graph.linksTo(component.node()).stream()
                .anyMatch(link -> !link.source().id().equals(component.id()));
        boolean forbidden = component.descriptor().input() == StepDescriptor.Input.FORBIDDEN;
        if (forbidden && reached) {
            findings.add(Finding.error(
                    "FLOW-208",
                    component.descriptor().type() + " takes no input, but a connection leads here",
                    component.node().processor().place()));
        }
        if (!forbidden && !reached) {
            findings.add(Finding.error(
                    "FLOW-209",
                    component.descriptor().type() + " needs input, but no connection leads here",
                    component.node().processor().place()));
        }
    }

    private void checkDisabled(BoundComponent component) {
        if (component.node().processor().disabled() && component.hosting() != Hosting.SOURCE) {
            findings.add(Finding.error(
                            "FLOW-212",
                            "the processor is disabled, so nothing would get past it",
                            component.node().processor().place().child("scheduledState"))
                    .withHint("enable it in NiFi and download the flow again, or disable the source instead"));
        }
    }

    private void checkSource(FlowAutomation automation) {
        boolean complete =
                automation.nodes().stream().allMatch(node -> find(node).isPresent());
        boolean source = automation.nodes().stream()
                .flatMap(node -> find(node).stream())
                .anyMatch(component -> component.hosting() == Hosting.SOURCE);
        if (complete && !source) {
            findings.add(Finding.warning(
                    "FLOW-213",
                    "'" + automation.name() + "' has no source, so it will never do anything",
                    automation.nodes().get(0).processor().place()));
        }
    }

    private static boolean isInline(BoundComponent component) {
        return component.hosting() == Hosting.INLINE || component.hosting() == Hosting.TICKING;
    }

    /** Whether items could come back to the component without ever waiting in an outbox. */
    private boolean leadsBack(BoundComponent component) {
        return reaches(component.node(), component.node(), new HashSet<>());
    }

    private boolean reaches(Node from, Node target, Set<String> seen) {
        for (Link link : graph.linksFrom(from)) {
            if (link.destination().id().equals(target.id())) {
                return true;
            }
            boolean waits = find(link.destination())
                    .filter(next -> next.hosting() == Hosting.OUTBOX)
                    .isPresent();
            if (!waits && seen.add(link.destination().id()) && reaches(link.destination(), target, seen)) {
                return true;
            }
        }
        return false;
    }
}
