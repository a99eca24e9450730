package io.btautomations.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the parts of a graph that hang together. */
final class Islands {

    private final Map<String, String> parents = new HashMap<>();

    private Islands() {}

    static List<FlowAutomation> of(FlowGraph graph) {
        Islands islands = new Islands();
        for (Link link : graph.links()) {
            islands.parents.put(
                    islands.find(link.source().id()),
                    islands.find(link.destination().id()));
        }
        Map<String, List<Node>> members = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            members.computeIfAbsent(islands.find(node.id()), id -> new ArrayList<>())
                    .add(node);
        }
        Map<String, Integer> uses = new HashMap<>();
        members.values().forEach(nodes -> uses.merge(commonPath(nodes), 1, Integer::sum));
        return members.values().stream()
                .map(nodes -> new FlowAutomation(name(nodes, uses), nodes))
                .toList();
    }

    private static String name(List<Node> nodes, Map<String, Integer> uses) {
        String path = commonPath(nodes);
        return uses.getOrDefault(path, 0) > 1
                ? path + "/" + nodes.get(0).processor().name()
                : path;
    }

    private static String commonPath(List<Node> nodes) {
        String common = nodes.get(0).groupPath();
        for (Node node : nodes) {
            while (!(node.groupPath() + "/").startsWith(common + "/")) {
                int cut = common.lastIndexOf('/');
                if (cut < 0) {
                    return common;
                }
                common = common.substring(0, cut);
            }
        }
        return common;
    }

    private String find(String id) {
        String root = id;
        String parent = parents.get(root);
        while (parent != null && !parent.equals(root)) {
            root = parent;
            parent = parents.get(root);
        }
        return root;
    }
}
