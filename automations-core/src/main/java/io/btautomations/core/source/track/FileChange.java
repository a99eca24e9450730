package io.btautomations.core.source.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.source.log.Times;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run does to one file: it reads {@code [from, to)} of it (nothing if they are equal) and then knows it by this
 * name.
 *
 * @param path where the file is
 * @param before what the state knew of it, if that was not this name or none
 * @param from first byte
 * @param to one past the last byte; 0 if the file is to be known no longer
 * @param skip how many bytes of rows in {@code [from, to)} of a file that is not plain were read before, under its
 *     former name
 * @param size how long the file was
 * @param check {@link ContentCheck} of the first {@code to} bytes; empty for no bytes
 * @param modified when the file had been written to
 * @param left since when the file is gone, or no longer named by the paths
 */
record FileChange(
        String path,
        Before before,
        long from,
        long to,
        long skip,
        long size,
        String check,
        Instant modified,
        Optional<Instant> left) {

    /**
     * By what the state knew a file.
     *
     * @param name its former name
     * @param mark its {@link ContentCheck#mark}, if it was finished
     */
    record Before(Optional<String> name, Optional<Long> mark) {

        static final Before NONE = new Before(Optional.empty(), Optional.empty());

        static Before name(String name) {
            return new Before(Optional.of(name), Optional.empty());
        }

        static Before mark(long mark) {
            return new Before(Optional.empty(), Optional.of(mark));
        }

        boolean isKnown() {
            return name.isPresent() || mark.isPresent();
        }
    }

    boolean reads() {
        return to > from;
    }

    /** What the file is to the state after this. */
    TrackedFile after() {
        return new TrackedFile(path, to, size, check, modified, left);
    }

    void write(ObjectNode node) {
        node.put("path", path);
        before.name().ifPresent(name -> node.put("formerly", name));
        before.mark().ifPresent(mark -> node.put("mark", ContentCheck.text(mark)));
        node.put("from", from);
        node.put("to", to);
        if (skip > 0) {
            node.put("skip", skip);
        }
        if (size != to) {
            node.put("size", size);
        }
        node.put("check", check);
        node.put("modified", modified.toEpochMilli());
        left.ifPresent(instant -> node.put("left", Times.text(instant)));
    }

    static FileChange of(JsonNode node) {
        long to = node.required("to").asLong();
        return new FileChange(
                node.required("path").asText(),
                new Before(
                        Optional.ofNullable(node.get("formerly")).map(JsonNode::asText),
                        Optional.ofNullable(node.get("mark"))
                                .map(JsonNode::asText)
                                .map(ContentCheck::mark)),
                node.required("from").asLong(),
                to,
                node.path("skip").asLong(),
                node.path("size").asLong(to),
                node.required("check").asText(),
                Instant.ofEpochMilli(node.required("modified").asLong()),
                Optional.ofNullable(node.get("left")).map(JsonNode::asText).map(Instant::parse));
    }
}
