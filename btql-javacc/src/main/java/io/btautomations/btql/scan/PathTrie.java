package io.btautomations.btql.scan;

import java.util.HashSet;
import java.util.List;

/**
 * The paths that a plan reads, arranged as a tree for one walk over a row. Slot {@code i} belongs to path {@code i};
 * one path may lead further than another. Immutable and safe for use by several threads.
 */
public final class PathTrie {

    private final List<List<PathStep>> paths;
    private final PathNode root;

    private PathTrie(List<List<PathStep>> paths) {
        this.paths = paths;
        PathNode.Builder builder = new PathNode.Builder();
        for (int slot = 0; slot < paths.size(); slot++) {
            builder.add(paths.get(slot), slot);
        }
        this.root = builder.build();
    }

    /**
     * The tree of {@code paths}; an empty path is the row itself.
     *
     * @throws IllegalArgumentException if a path stands there twice
     */
    public static PathTrie of(List<? extends List<? extends PathStep>> paths) {
        List<List<PathStep>> copies = paths.stream().map(PathTrie::copyOfSteps).toList();
        if (new HashSet<>(copies).size() < copies.size()) {
            throw new IllegalArgumentException("Each path must stand there once, got " + paths);
        }
        return new PathTrie(copies);
    }

    /** The tree of paths that consist of keys only. */
    public static PathTrie ofKeys(List<List<String>> paths) {
        return of(paths.stream()
                .map(keys -> keys.stream().map(PathStep.Key::new).toList())
                .toList());
    }

    /** The paths, by slot. */
    public List<List<PathStep>> paths() {
        return paths;
    }

    /** Number of paths. */
    public int size() {
        return paths.size();
    }

    /** Empty slots for these paths. */
    public Slots newSlots() {
        return new Slots(paths.size());
    }

    PathNode root() {
        return root;
    }

    private static List<PathStep> copyOfSteps(List<? extends PathStep> steps) {
        return List.copyOf(steps);
    }
}
