package io.btautomations.core.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Files that were looked at as they are. For one thread. */
final class SeenFiles {

    private final Map<String, FileMemory.Known> seen = new HashMap<>();

    /** Whether it was looked at and is the same since. */
    boolean contains(LogFile file) {
        return FileMemory.Known.of(0, 0, file).equals(seen.get(file.name()));
    }

    void add(LogFile file) {
        seen.put(file.name(), FileMemory.Known.of(0, 0, file));
    }

    /** It must be looked at again. */
    void remove(LogFile file) {
        seen.remove(file.name());
    }

    void clear() {
        seen.clear();
    }

    /** Only these may be looked at again. */
    void retain(Collection<LogFile> files) {
        seen.keySet().retainAll(files.stream().map(LogFile::name).collect(Collectors.toSet()));
    }
}
