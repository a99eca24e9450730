package io.btautomations.engine.serve.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of a row when a part of it is sent with {@code _is_merge}: objects are merged member by member, down to
 * the paths in {@code _merge_paths}; {@code tags} of both are kept, each once; anything else is replaced. Then what
 * {@code _array_delete} names is taken out of arrays.
 */
final class RowMerge {

    static final String IS_MERGE = "_is_merge";
    static final String MERGE_PATHS = "_merge_paths";
    static final String ARRAY_DELETE = "_array_delete";

    /** Fields with the elements of both. */
    private static final Set<String> SETS = Set.of("tags");
    /** Fields that say what a row is; once they have a value they keep it. */
    private static final Set<String> KEPT = Set.of("created", "span_id", "root_span_id", "span_parents");

    private final Set<List<String>> ends;
    private final List<Removal> removals;

    private record Removal(List<String> path, JsonNode elements) {}

    private RowMerge(Set<List<String>> ends, List<Removal> removals) {
        this.ends = ends;
        this.removals = removals;
    }

    /**
     * Merges {@code part} into {@code row}.
     *
     * @throws LogException if {@code part} does not say well how
     */
    static void merge(ObjectNode row, ObjectNode part) throws LogException {
        RowMerge merge = new RowMerge(ends(part.path(MERGE_PATHS)), removals(part.path(ARRAY_DELETE)));
        for (Map.Entry<String, JsonNode> field : part.properties()) {
            boolean isKept = KEPT.contains(field.getKey()) && row.hasNonNull(field.getKey());
            if (!isKept) {
                merge.member(row, List.of(), field.getKey(), field.getValue());
            }
        }
        merge.removals.forEach(removal -> remove(row, removal));
    }

    private void member(ObjectNode into, List<String> above, String key, JsonNode value) {
        List<String> path = new ArrayList<>(above);
        path.add(key);
        JsonNode old = into.path(key);
        boolean isEnd = ends.contains(path);
        if (!isEnd && above.isEmpty() && SETS.contains(key) && old.isArray() && value.isArray()) {
            Set<JsonNode> elements = new LinkedHashSet<>();
            old.forEach(elements::add);
            value.forEach(elements::add);
            into.putArray(key).addAll(elements);
        } else if (!isEnd && old instanceof ObjectNode oldObject && value instanceof ObjectNode) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                member(oldObject, path, member.getKey(), member.getValue());
            }
        } else {
            into.set(key, value.deepCopy());
        }
    }

    private static void remove(ObjectNode row, Removal removal) {
        JsonNode at = row;
        for (String key : removal.path()) {
            at = at instanceof ObjectNode object ? object.path(key) : MissingNode.getInstance();
        }
        if (at instanceof ArrayNode array) {
            Set<JsonNode> unwanted = new HashSet<>();
            removal.elements().forEach(unwanted::add);
            array.removeIf(unwanted::contains);
        }
    }

    private static Set<List<String>> ends(JsonNode paths) throws LogException {
        Set<List<String>> ends = new HashSet<>();
        if (!paths.isMissingNode() && !paths.isNull()) {
            for (JsonNode path : array(paths, MERGE_PATHS)) {
                ends.add(path(path, MERGE_PATHS));
            }
        }
        return ends;
    }

    private static List<Removal> removals(JsonNode list) throws LogException {
        List<Removal> removals = new ArrayList<>();
        if (!list.isMissingNode() && !list.isNull()) {
            for (JsonNode removal : array(list, ARRAY_DELETE)) {
                removals.add(new Removal(
                        path(removal.path("path"), ARRAY_DELETE), array(removal.path("delete"), ARRAY_DELETE)));
            }
        }
        return removals;
    }

    private static List<String> path(JsonNode node, String field) throws LogException {
        List<String> path = new ArrayList<>();
        for (JsonNode key : array(node, field)) {
            if (!key.isTextual()) {
                throw malformed(field);
            }
            path.add(key.textValue());
        }
        return path;
    }

    private static JsonNode array(JsonNode node, String field) throws LogException {
        if (!node.isArray()) {
            throw malformed(field);
        }
        return node;
    }

    private static LogException malformed(String field) {
        String example = field.equals(MERGE_PATHS)
                ? "[[\"input\",\"messages\"]]"
                : "[{\"path\":[\"tags\"],\"delete\":[\"draft\"]}]";
        return new LogException(LogException.Kind.MALFORMED, field + " should look like " + example);
    }
}
