package io.btautomations.core.source.track;

import io.btautomations.core.source.file.LogFile;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The files of which it is not known yet whether they were read before. For one thread. */
final class Unclaimed {

    private final Map<String, LogFile> files = new LinkedHashMap<>();
    private final Set<String> claimed = new HashSet<>();

    Unclaimed(Collection<LogFile> present) {
        present.forEach(file -> files.put(file.name(), file));
    }

    /** It is known now. */
    void claim(String name) {
        files.remove(name);
        claimed.add(name);
    }

    boolean isClaimed(String name) {
        return claimed.contains(name);
    }

    /** Those that the paths name. */
    Collection<LogFile> files() {
        return Collections.unmodifiableCollection(files.values());
    }
}
