package io.btautomations.core.export;

import java.util.List;
import java.util.Optional;

/**
 * An entry of a commit log: one fragment is exported, as these objects. What an entry names counts, and nothing else.
 *
 * @param number its position in the log, from 0
 * @param previous SHA-256 of the entry before it, in hex; empty for the first
 * @param fragment what it logs
 * @param schema names the form of the rows
 * @param objects in the order in which they were begun; empty for a fragment without rows
 * @param coverage what the log covers with this entry
 */
record LogEntry(
        long number, String previous, Fragment fragment, String schema, List<LoggedObject> objects, Coverage coverage) {

    LogEntry {
        objects = List.copyOf(objects);
    }

    long rows() {
        return objects.stream().mapToLong(LoggedObject::rows).sum();
    }

    long bytes() {
        return objects.stream().mapToLong(LoggedObject::bytes).sum();
    }

    Optional<LoggedObject> object(String key) {
        return objects.stream().filter(object -> object.key().equals(key)).findFirst();
    }
}
