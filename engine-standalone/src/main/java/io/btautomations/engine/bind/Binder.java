package io.btautomations.engine.bind;

import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.FlowGroup;
import io.btautomations.engine.flow.Suggestion;
import io.btautomations.engine.graph.Dock;
import io.btautomations.engine.graph.FlowAutomation;
import io.btautomations.engine.graph.FlowGraph;
import io.btautomations.engine.graph.Link;
import io.btautomations.engine.graph.Node;
import io.btautomations.engine.resolve.ParameterValues;
import io.btautomations.engine.resolve.Parameters;
import io.btautomations.engine.resolve.Resolver;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Brings flow definitions together with steps. Opens no store, no connection and no client; of files only the key
 * stores that controller services name.
 */
public final class Binder {

    private final StepCatalogue catalogue;
    private final ParameterValues values;
    private final Supplier<ZoneId> zone;
    private final List<Finding> findings;

    /**
     * @param catalogue the types that can be run
     * @param values parameter values from outside the definitions
     * @param zone where cron expressions hold; asked for once there is one
     * @param findings receives what is wrong or doubtful
     */
    public Binder(StepCatalogue catalogue, ParameterValues values, Supplier<ZoneId> zone, List<Finding> findings) {
        this.catalogue = catalogue;
        this.values = values;
        this.zone = zone;
        this.findings = findings;
    }

    /** The same with a zone that is known. */
    public Binder(StepCatalogue catalogue, ParameterValues values, ZoneId zone, List<Finding> findings) {
        this(catalogue, values, () -> zone, findings);
    }

    /** The automations of all definitions; complete only if no error was found. */
    public List<BoundAutomation> bind(List<FlowDefinition> definitions) {
        List<BoundAutomation> automations = new ArrayList<>();
        for (FlowDefinition definition : definitions) {
            automations.addAll(bind(definition));
        }
        checkIdentifiers(automations);
        return named(automations);
    }

    private List<BoundAutomation> bind(FlowDefinition definition) {
        Parameters.check(definition, values, findings);
        FlowGraph graph = FlowGraph.of(definition, findings);
        Map<String, BoundComponent> bound = new LinkedHashMap<>();
        Map<Optional<String>, Parameters> known = new HashMap<>();
        Function<FlowGroup, Parameters> parameters = group ->
                known.computeIfAbsent(group.parameterContext(), context -> Parameters.of(definition, context, values));
        Function<FlowGroup, Resolver> resolvers = group -> new Resolver(parameters.apply(group));
        Revisions revisions = new Revisions(definition, parameters);
        ServiceBinder services = new ServiceBinder(definition, resolvers, findings);
        for (Node node : graph.nodes()) {
            checkContext(definition, node);
            bind(node, resolvers.apply(node.group()), services).ifPresent(component -> bound.put(node.id(), component));
        }
        new GraphRules(graph, bound, findings).check();
        List<BoundAutomation> automations = new ArrayList<>();
        for (FlowAutomation automation : graph.automations()) {
            Set<String> members = automation.nodes().stream().map(Node::id).collect(Collectors.toSet());
            List<Link> links = graph.links().stream()
                    .filter(link -> members.contains(link.source().id()))
                    .toList();
            List<BoundComponent> components = automation.nodes().stream()
                    .map(node -> Optional.ofNullable(bound.get(node.id())))
                    .flatMap(Optional::stream)
                    .toList();
            List<Dock> docks = graph.docks().stream()
                    .filter(dock -> members.contains(dock.source().id()))
                    .toList();
            automations.add(new BoundAutomation(
                    automation.name(),
                    definition.file(),
                    components,
                    links,
                    docks,
                    revisions.of(automation.nodes(), links, docks)));
        }
        if (graph.nodes().isEmpty()) {
            findings.add(Finding.warning(
                    "FLOW-213",
                    "the flow has no processors, so there is nothing to run",
                    definition.root().place()));
        }
        return automations;
    }

    private Optional<BoundComponent> bind(Node node, Resolver resolver, ServiceBinder services) {
        String type = node.processor().simpleType();
        Optional<HostedType> hosted = catalogue.find(type);
        if (hosted.isEmpty()) {
            Finding finding = Finding.error(
                    "FLOW-206",
                    "processor type '" + type + "' is not available in the standalone engine",
                    node.processor().place().child("type"));
            findings.add(finding.withHint(Suggestion.closest(type, catalogue.names())
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("it runs " + String.join(", ", catalogue.names())
                            + "; run this flow in NiFi, or take the processor out")));
            return Optional.empty();
        }
        return new ComponentBinder(node, hosted.get(), resolver, services, zone, findings).bind();
    }

    private void checkContext(FlowDefinition definition, Node node) {
        Optional<String> missing = node.group()
                .parameterContext()
                .filter(context -> !definition.contexts().containsKey(context));
        missing.ifPresent(context -> {
            Finding finding = Finding.error(
                    "FLOW-305",
                    "the group's parameter context '" + context + "' is not in this file",
                    node.group().place().child("parameterContextName"));
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        });
    }

    private void checkIdentifiers(List<BoundAutomation> automations) {
        Map<String, BoundAutomation> owners = new HashMap<>();
        for (BoundAutomation automation : automations) {
            for (BoundComponent component : automation.components()) {
                BoundAutomation first = owners.putIfAbsent(component.id(), automation);
                if (first != null && first != automation) {
                    findings.add(Finding.error(
                                    "FLOW-214",
                                    "identifier '" + component.id() + "' is also in " + first.file()
                                            + ", so that both would share one state",
                                    component.node().processor().place())
                            .withHint("give one of the two files other identifiers: import it into NiFi and download"
                                    + " it again"));
                }
            }
        }
    }

    private static List<BoundAutomation> named(List<BoundAutomation> automations) {
        Map<String, Integer> uses = new HashMap<>();
        automations.forEach(automation -> uses.merge(automation.name(), 1, Integer::sum));
        return automations.stream()
                .map(automation -> uses.getOrDefault(automation.name(), 0) == 1
                        ? automation
                        : new BoundAutomation(
                                automation.file() + ":" + automation.name(),
                                automation.file(),
                                automation.components(),
                                automation.links(),
                                automation.docks(),
                                automation.revision()))
                .toList();
    }
}
