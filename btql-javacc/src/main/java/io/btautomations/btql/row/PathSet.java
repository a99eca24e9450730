package io.btautomations.btql.row;

import io.btautomations.btql.scan.PathTrie;
import java.util.List;
import java.util.OptionalInt;

/** The paths that a plan reads, each with a slot number. Immutable. */
public final class PathSet {

    private final List<FieldPath> paths;
    private final PathTrie trie;

    private PathSet(List<FieldPath> paths) {
        this.paths = paths;
        this.trie = PathTrie.ofKeys(paths.stream().map(FieldPath::keys).toList());
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

    /** The paths arranged for one walk over a row. */
    PathTrie trie() {
        return trie;
    }
}
