package io.btautomations.core.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run does to one file: it reads {@code [from, to)} of it (nothing if they are equal) and then knows it by this
 * name.
 *
 * @param path where the file is
 * @param formerly the name by which it was known, if another
 * @param from first byte
 * @param to one past the last byte
 * @param skip how many bytes of rows in {@code [from, to)} of a file that is not plain were read before, under its
 *     former name
 * @param size how long the file was
 * @param check {@link ContentCheck} of the first {@code to} bytes; empty for no bytes
 * @param left since when the file is gone, or no longer named by the paths
 */
record FileChange(
        String path,
        Optional<String> formerly,
        long from,
        long to,
        long skip,
        long size,
        String check,
        Optional<Instant> left) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static String toText(List<FileChange> changes) {
        ArrayNode array = JSON.createArrayNode();
        for (FileChange change : changes) {
            ObjectNode node = array.addObject();
            node.put("path", change.path);
            change.formerly.ifPresent(name -> node.put("formerly", name));
            node.put("from", change.from);
            node.put("to", change.to);
            if (change.skip > 0) {
                node.put("skip", change.skip);
            }
            node.put("size", change.size);
            node.put("check", change.check);
            change.left.ifPresent(instant -> node.put("left", Times.text(instant)));
        }
        return array.toString();
    }

    static List<FileChange> parse(String text) {
        try {
            List<FileChange> changes = new ArrayList<>();
            for (JsonNode node : JSON.readTree(text)) {
                changes.add(new FileChange(
                        node.required("path").asText(),
                        Optional.ofNullable(node.get("formerly")).map(JsonNode::asText),
                        node.required("from").asLong(),
                        node.required("to").asLong(),
                        node.path("skip").asLong(),
                        node.required("size").asLong(),
                        node.required("check").asText(),
                        Optional.ofNullable(node.get("left"))
                                .map(JsonNode::asText)
                                .map(Instant::parse)));
            }
            return changes;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the planned ranges are no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The files after {@code changes}; one of which no byte was read is not kept. */
    static Map<String, TrackedFile> apply(Map<String, TrackedFile> files, List<FileChange> changes) {
        Map<String, TrackedFile> changed = new TreeMap<>(files);
        for (FileChange change : changes) {
            changed.remove(change.path);
            change.formerly.ifPresent(changed::remove);
        }
        for (FileChange change : changes) {
            if (change.to > 0) {
                changed.put(
                        change.path, new TrackedFile(change.path, change.to, change.size, change.check, change.left));
            }
        }
        return changed;
    }
}
