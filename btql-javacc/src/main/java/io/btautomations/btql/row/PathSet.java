package io.btautomations.btql.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The paths that a plan reads, each with a slot number, arranged as a tree for one walk over a row. Immutable. */
public final class PathSet {

    private final List<FieldPath> paths;
    private final Node root;

    private PathSet(List<FieldPath> paths) {
        this.paths = List.copyOf(paths);
        NodeBuilder builder = new NodeBuilder();
        for (int slot = 0; slot < paths.size(); slot++) {
            builder.add(paths.get(slot).keys(), slot);
        }
        this.root = builder.build(0);
    }

    /** The distinct ones among {@code paths}, their slots numbered in order of first appearance. */
    public static PathSet of(List<FieldPath> paths) {
        return new PathSet(paths.stream().distinct().toList());
    }

    /** The paths, by slot. */
    public List<FieldPath> paths() {
        return paths;
    }

    /** Number of slots. */
    public int size() {
        return paths.size();
    }

    /** The slot of {@code path}, if it is one of these. */
    public OptionalInt slotOf(FieldPath path) {
        int slot = paths.indexOf(path);
        return slot < 0 ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    /** The tree of keys; its root stands for the row. */
    public Node root() {
        return root;
    }

    /**
     * One place in the tree of keys.
     *
     * @param slot the slot of the path that ends here, if one does
     * @param children the places behind this one's keys
     * @param slots every slot of a path that ends here or further down
     * @param depth number of keys from the row to here
     */
    public record Node(OptionalInt slot, Map<String, Node> children, List<Integer> slots, int depth) {

        /** The place behind {@code key}, if a path leads there. */
        public Optional<Node> child(String key) {
            return Optional.ofNullable(children.get(key));
        }

        /** Whether no path leads further than this. */
        public boolean isLeaf() {
            return children.isEmpty();
        }
    }

    private static final class NodeBuilder {

        private final Map<String, NodeBuilder> children = new LinkedHashMap<>();
        private final List<Integer> slots = new ArrayList<>();
        private OptionalInt slot = OptionalInt.empty();

        void add(List<String> keys, int newSlot) {
            slots.add(newSlot);
            if (keys.isEmpty()) {
                slot = OptionalInt.of(newSlot);
            } else {
                children.computeIfAbsent(keys.getFirst(), key -> new NodeBuilder())
                        .add(keys.subList(1, keys.size()), newSlot);
            }
        }

        Node build(int depth) {
            Map<String, Node> built = new LinkedHashMap<>();
            children.forEach((key, child) -> built.put(key, child.build(depth + 1)));
            return new Node(slot, Map.copyOf(built), List.copyOf(slots), depth);
        }
    }
}
