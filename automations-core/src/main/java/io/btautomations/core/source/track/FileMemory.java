package io.btautomations.core.source.track;

import io.btautomations.core.source.file.LogFile;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one source knows of finished files beyond their marks, as long as it lives: where they are, so that they are
 * neither read to be known again nor lost from sight as they change. All of it can be found out anew. For one thread.
 */
final class FileMemory {

    /**
     * A finished file.
     *
     * @param offset how much of it was read
     * @param size how long it was when it was last looked at; -1 if it must be looked at again
     */
    record Known(long mark, long offset, long size, Instant modified, int identity) {

        static Known of(long mark, long offset, LogFile file) {
            return new Known(mark, offset, file.size(), file.modified(), file.identity());
        }

        /** A file that must be looked at again. */
        static Known of(long mark, long offset) {
            return new Known(mark, offset, -1, Instant.EPOCH, 0);
        }

        boolean isUntouched(LogFile file) {
            return size == file.size() && identity == file.identity() && modified.equals(file.modified());
        }

        TrackedFile as(String path) {
            return new TrackedFile(path, offset, offset, ContentCheck.text(mark), modified, Optional.empty());
        }
    }

    private final Map<String, Known> finished = new HashMap<>();
    private final Map<String, Known> away = new HashMap<>();
    private final Map<String, Known> searched = new HashMap<>();
    private Map<String, TrackedFile> open = Map.of();
    private Marks absent = new Marks();

    /**
     * Holds on to what the state knows of, too.
     *
     * @param rest marks of the state; those of which nothing more is known stay
     * @param named what the state knows by name
     */
    void recall(Marks rest, Set<String> named) {
        finished.entrySet()
                .removeIf(entry -> named.contains(entry.getKey())
                        || !rest.take(entry.getValue().mark()));
        open.forEach((path, file) -> {
            boolean isNews = !named.contains(path) && !finished.containsKey(path);
            if (isNews && rest.take(file.mark())) {
                finished.put(path, Known.of(file.mark(), file.offset()));
            }
        });
    }

    /** Finished files by name, as they are now. */
    List<Map.Entry<String, Known>> finished() {
        return finished.entrySet().stream().map(Map.Entry::copyOf).toList();
    }

    /** Whether that is the name of a finished file. */
    boolean knows(String path) {
        return finished.containsKey(path);
    }

    void put(String path, Known known) {
        away.remove(path);
        finished.put(path, known);
    }

    /** It is there by another name. */
    void remove(String path) {
        finished.remove(path);
    }

    /** It is not there, but may come back. */
    void leave(String path) {
        Known known = finished.remove(path);
        if (known != null && away.size() < FileTracker.MOST_FINISHED) {
            away.put(path, known);
        }
    }

    /** What had this name when it was there last. */
    Optional<Known> away(String path) {
        return Optional.ofNullable(away.get(path));
    }

    /** Marks of files that were looked for everywhere. */
    Marks absent() {
        return absent;
    }

    void setAbsent(Marks marks) {
        absent = marks;
    }

    /** Whether it was not searched for rows of files that are gone, as it is now. */
    boolean isUnsearched(LogFile file) {
        return !Known.of(0, 0, file).equals(searched.get(file.name()));
    }

    /** @param files in which nothing was found: what a plan finds must be found again if the plan is not written */
    void setSearched(Collection<LogFile> files) {
        searched.clear();
        files.forEach(file -> searched.put(file.name(), Known.of(0, 0, file)));
    }

    /** What the state is about to know by name. */
    void setOpen(Map<String, TrackedFile> files) {
        open = files;
    }
}
