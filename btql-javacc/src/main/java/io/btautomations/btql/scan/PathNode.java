package io.btautomations.btql.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A place in a {@link PathTrie}. Immutable. */
final class PathNode {

    /** The place of values that no path leads to. */
    static final PathNode UNWANTED = new PathNode();

    private static final int NO_SLOT = -1;

    private final int slot;
    private final int depth;
    private final int[] slotsBelow;
    private final int[] slotsBehindKeys;
    private final byte[][] keys;
    private final PathNode[] keyChildren;
    private final int[] indexes;
    private final PathNode[] indexChildren;
    /** Number of this place among its parent's keys. */
    private final int ordinal;

    private PathNode() {
        this(NO_SLOT, 0, 0, new int[0], new int[0], new byte[0][], new PathNode[0], new int[0], new PathNode[0]);
    }

    private PathNode(
            int slot,
            int depth,
            int ordinal,
            int[] slotsBelow,
            int[] slotsBehindKeys,
            byte[][] keys,
            PathNode[] keyChildren,
            int[] indexes,
            PathNode[] indexChildren) {
        this.slot = slot;
        this.depth = depth;
        this.ordinal = ordinal;
        this.slotsBelow = slotsBelow;
        this.slotsBehindKeys = slotsBehindKeys;
        this.keys = keys;
        this.keyChildren = keyChildren;
        this.indexes = indexes;
        this.indexChildren = indexChildren;
    }

    /** Whether a path ends here. */
    boolean hasSlot() {
        return slot >= 0;
    }

    int slot() {
        return slot;
    }

    /** Number of steps from the row to here. */
    int depth() {
        return depth;
    }

    int ordinal() {
        return ordinal;
    }

    int keyCount() {
        return keys.length;
    }

    PathNode keyChild(int i) {
        return keyChildren[i];
    }

    boolean hasKeys() {
        return keys.length > 0;
    }

    boolean hasIndexes() {
        return indexes.length > 0;
    }

    /** Whether no path leads further than this. */
    boolean isLeaf() {
        return keys.length == 0 && indexes.length == 0;
    }

    /** The slots of all paths that end here or further down. */
    int[] slotsBelow() {
        return slotsBelow;
    }

    /** The slots of all paths that go on from here with a key. */
    int[] slotsBehindKeys() {
        return slotsBehindKeys;
    }

    /** The place behind the key whose JSON text between the quotes is {@code [from, to)}, else {@link #UNWANTED}. */
    PathNode child(byte[] bytes, int from, int to) {
        if (keys.length == 0) {
            return UNWANTED;
        }
        boolean isEscaped = EscapedText.hasBackslash(bytes, from, to);
        int length = to - from;
        for (int i = 0; i < keys.length; i++) {
            byte[] key = keys[i];
            boolean isKey = isEscaped
                    ? EscapedText.compareDecoded(bytes, from, to, key) == 0
                    : key.length == length && Arrays.equals(bytes, from, to, key, 0, length);
            if (isKey) {
                return keyChildren[i];
            }
        }
        return UNWANTED;
    }

    int indexCount() {
        return indexes.length;
    }

    /** The position that index child {@code i} stands for; negative from the array's end. */
    int index(int i) {
        return indexes[i];
    }

    PathNode indexChild(int i) {
        return indexChildren[i];
    }

    /** Collects paths, then makes the tree. */
    static final class Builder {

        private final Map<String, Builder> keys = new LinkedHashMap<>();
        private final Map<Integer, Builder> indexes = new LinkedHashMap<>();
        private final List<Integer> below = new ArrayList<>();
        private final List<Integer> behindKeys = new ArrayList<>();
        private int slot = NO_SLOT;

        void add(List<PathStep> steps, int newSlot) {
            below.add(newSlot);
            if (steps.isEmpty()) {
                slot = newSlot;
                return;
            }
            Builder next = switch (steps.getFirst()) {
                case PathStep.Key key -> {
                    behindKeys.add(newSlot);
                    yield keys.computeIfAbsent(key.name(), name -> new Builder());
                }
                case PathStep.Index index -> indexes.computeIfAbsent(index.position(), position -> new Builder());
            };
            next.add(steps.subList(1, steps.size()), newSlot);
        }

        PathNode build() {
            return build(0, 0);
        }

        private PathNode build(int depth, int ordinal) {
            return new PathNode(
                    slot,
                    depth,
                    ordinal,
                    toArray(below),
                    toArray(behindKeys),
                    keys.keySet().stream().map(EscapedText::encode).toArray(byte[][]::new),
                    buildAll(List.copyOf(keys.values()), depth + 1),
                    toArray(List.copyOf(indexes.keySet())),
                    buildAll(List.copyOf(indexes.values()), depth + 1));
        }

        private static PathNode[] buildAll(List<Builder> builders, int depth) {
            PathNode[] nodes = new PathNode[builders.size()];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = builders.get(i).build(depth, i);
            }
            return nodes;
        }

        private static int[] toArray(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
