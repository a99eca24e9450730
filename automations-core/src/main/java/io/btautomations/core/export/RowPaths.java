package io.btautomations.core.export;

import io.btautomations.btql.scan.PathTrie;
import java.util.ArrayList;
import java.util.List;

/**
 * What is looked for in each row: the columns of its format, in order, and when it was created.
 *
 * @param created slot of {@code created}
 */
record RowPaths(PathTrie trie, int created) {

    private static final String CREATED = "created";

    /** Paths for these columns, whose slots are their positions. */
    static RowPaths of(List<String> columns) {
        List<String> names = new ArrayList<>(columns);
        if (!names.contains(CREATED)) {
            names.add(CREATED);
        }
        return new RowPaths(PathTrie.ofKeys(names.stream().map(List::of).toList()), names.indexOf(CREATED));
    }
}
