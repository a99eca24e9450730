package io.btautomations.engine.picture;

import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.FlowProcessor;
import io.btautomations.engine.graph.Dock;
import io.btautomations.engine.graph.FlowAutomation;
import io.btautomations.engine.graph.FlowGraph;
import io.btautomations.engine.graph.Link;
import io.btautomations.engine.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Makes pictures of flows. Needs no parameter values, and knows nothing of processor types. */
public final class Pictures {

    private Pictures() {}

    /** A picture of each automation, in the order of the file. */
    public static List<Picture> of(FlowDefinition definition, FlowGraph graph) {
        return graph.automations().stream()
                .map(automation -> picture(automation, definition.file(), graph))
                .toList();
    }

    private static Picture picture(FlowAutomation automation, String file, FlowGraph graph) {
        List<Picture.Box> boxes = new ArrayList<>();
        List<Picture.Arrow> arrows = new ArrayList<>();
        for (Node node : fromTheSources(automation.nodes(), graph)) {
            boxes.add(new Picture.Box(node.id(), node.processor().label(), note(node, graph)));
            for (Link link : graph.linksFrom(node)) {
                arrows.add(new Picture.Arrow(
                        node.id(),
                        link.relationship(),
                        Picture.Ending.BOX,
                        link.destination().id()));
            }
            for (Dock dock : graph.docksOf(node)) {
                arrows.add(new Picture.Arrow(node.id(), dock.relationship(), Picture.Ending.WAITING, ""));
            }
            node.processor().terminated().stream()
                    .sorted()
                    .forEach(relationship ->
                            arrows.add(new Picture.Arrow(node.id(), relationship, Picture.Ending.DONE, "")));
        }
        return new Picture(automation.name(), file, boxes, arrows);
    }

    private static List<Node> fromTheSources(List<Node> nodes, FlowGraph graph) {
        List<Node> ordered = new ArrayList<>(
                nodes.stream().filter(node -> isSource(node, graph)).toList());
        for (int i = 0; i < ordered.size(); i++) {
            for (Link link : graph.linksFrom(ordered.get(i))) {
                if (!ordered.contains(link.destination())) {
                    ordered.add(link.destination());
                }
            }
        }
        nodes.stream().filter(node -> !ordered.contains(node)).forEach(ordered::add);
        return ordered;
    }

    private static boolean isSource(Node node, FlowGraph graph) {
        return graph.linksTo(node).stream().allMatch(link -> link.source().id().equals(node.id()));
    }

    private static String note(Node node, FlowGraph graph) {
        FlowProcessor processor = node.processor();
        if (processor.disabled()) {
            return "off";
        }
        if (!isSource(node, graph)) {
            return "";
        }
        String period = processor.scheduling().period();
        return processor.scheduling().strategy().equals("CRON_DRIVEN") ? "cron " + period : "every " + period;
    }
}
