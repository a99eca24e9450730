package io.btautomations.core.source.track;

import io.btautomations.core.source.log.Entries;
import io.btautomations.core.source.log.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file that was read, as an entry of the state.
 *
 * @param path absolute
 * @param offset where the next row begins
 * @param size how long the file was when it was last looked at
 * @param check {@link ContentCheck} of what was read
 * @param modified when the file had been written to, as it was last looked at
 * @param left since when the file is gone, or no longer named by the paths
 */
record TrackedFile(String path, long offset, long size, String check, Instant modified, Optional<Instant> left) {

    private static final String PREFIX = "file.";

    /** Whether there was nothing more to read. */
    boolean isFinished() {
        return size <= offset;
    }

    long mark() {
        return ContentCheck.mark(check);
    }

    /** Whether a check is that of what was read. */
    boolean isOf(String other) {
        return other.startsWith(check);
    }

    /** The files of a position, by name. */
    static Map<String, TrackedFile> of(Map<String, String> position) {
        Map<String, TrackedFile> files = new TreeMap<>();
        position.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                TrackedFile file = parse(key.substring(PREFIX.length()), value);
                files.put(file.path(), file);
            }
        });
        return files;
    }

    /** The position that these files make. */
    static Map<String, String> position(Map<String, TrackedFile> files) {
        Map<String, String> position = new HashMap<>();
        files.values().forEach(file -> position.put(PREFIX + file.path(), file.text()));
        return position;
    }

    private static TrackedFile parse(String path, String text) {
        Map<String, String> words = new HashMap<>();
        for (String word : text.split(" ", -1)) {
            int equals = word.indexOf('=');
            words.put(word.substring(0, Math.max(0, equals)), word.substring(equals + 1));
        }
        return new TrackedFile(
                path,
                Long.parseLong(Entries.required(words, "offset")),
                Long.parseLong(Entries.required(words, "size")),
                Entries.required(words, "check"),
                Optional.ofNullable(words.get("modified")).map(Instant::parse).orElse(Instant.EPOCH),
                Optional.ofNullable(words.get("left")).map(Instant::parse));
    }

    private String text() {
        return "offset=" + offset + " size=" + size + " check=" + check + " modified=" + Times.text(modified)
                + left.map(instant -> " left=" + Times.text(instant)).orElse("");
    }
}
