package io.btautomations.engine.bind;

import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.FlowGroup;
import io.btautomations.engine.flow.FlowProcessor;
import io.btautomations.engine.flow.FlowService;
import io.btautomations.engine.graph.Dock;
import io.btautomations.engine.graph.Link;
import io.btautomations.engine.graph.Node;
import io.btautomations.engine.resolve.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what an automation is, so that two loads of a file can be compared. */
final class Revisions {

    private static final Pattern REFERENCE = Pattern.compile("#\\{\\s*(['\"]?)(.*?)\\1\\s*}");

    private final FlowDefinition definition;
    private final Function<FlowGroup, Parameters> parameters;

    Revisions(FlowDefinition definition, Function<FlowGroup, Parameters> parameters) {
        this.definition = definition;
        this.parameters = parameters;
    }

    /** The revision of the automation that has these nodes. */
    Revision of(List<Node> nodes, List<Link> links, List<Dock> docks) {
        List<String> parts = new ArrayList<>();
        for (Node node : nodes) {
            add(parts, node);
        }
        for (Link link : links) {
            parts.addAll(List.of(
                    link.source().id(),
                    link.relationship(),
                    link.destination().id(),
                    Long.toString(link.objectThreshold())));
        }
        docks.forEach(dock -> parts.addAll(List.of(dock.source().id(), dock.relationship())));
        addServices(parts, definition.root(), nodes);
        return new Revision(parts);
    }

    private void add(List<String> parts, Node node) {
        FlowProcessor processor = node.processor();
        FlowProcessor.Retry retry = processor.retry();
        parts.addAll(List.of(
                node.id(),
                node.groupPath(),
                node.group().name(),
                processor.name(),
                processor.type(),
                processor.scheduling().toString(),
                new TreeSet<>(processor.terminated()).toString(),
                new TreeSet<>(retry.relationships()).toString(),
                retry.count() + " " + retry.penalizeItem() + " " + retry.longest(),
                processor.annotationData().orElse(""),
                Boolean.toString(processor.disabled())));
        addTexts(parts, processor.properties(), node.group());
        addValues(parts, processor.scheduling().period(), node.group());
    }

    /** The services that the nodes refer to, and their parameters. */
    private void addServices(List<String> parts, FlowGroup group, List<Node> nodes) {
        for (FlowService service : group.services()) {
            boolean isUsed = nodes.stream()
                    .anyMatch(node -> node.processor().properties().containsValue(service.identifier()));
            if (isUsed) {
                parts.addAll(List.of(service.identifier(), service.type()));
                addTexts(parts, service.properties(), group);
            }
        }
        group.groups().forEach(child -> addServices(parts, child, nodes));
    }

    private void addTexts(List<String> parts, Map<String, String> properties, FlowGroup group) {
        new TreeMap<>(properties).forEach((name, text) -> {
            parts.add(name);
            parts.add(text);
            addValues(parts, text, group);
        });
    }

    private void addValues(List<String> parts, String text, FlowGroup group) {
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            Optional<String> value = parameters.apply(group).value(reference.group(2));
            parts.add(value.isPresent() ? "value" : "none");
            parts.add(value.orElse(""));
        }
    }
}
