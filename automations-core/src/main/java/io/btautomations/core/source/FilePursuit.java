package io.btautomations.core.source;

import io.btautomations.core.step.StepException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files that were read before among those that are there now: grown, renamed, copied away and truncated,
 * replaced, gone, back again. Used once, by one thread.
 */
final class FilePursuit {

    /** How long a file that is gone is remembered, should it come back. */
    static final Duration MEMORY = Duration.ofDays(7);

    /**
     * A file to read on, or to begin with.
     *
     * @param file where it is now
     * @param formerly the name by which it was known, if another
     * @param offset where to read on
     * @param leaves whether the paths do not name it any more: it is read to its end and left
     * @param isChanged whether the state must learn of it, even if there is nothing to read
     */
    record Found(LogFile file, Optional<String> formerly, long offset, boolean leaves, boolean isChanged) {}

    private static final Comparator<Found> ORDER = Comparator.comparing(
                    (Found found) -> found.formerly().isPresent() ? found.file().modified() : Instant.MAX)
            .thenComparing(found -> found.file().name());

    private final Map<String, LogFile> present = new LinkedHashMap<>();
    private final Instant now;
    private final boolean sameNode;
    private final List<Found> found = new ArrayList<>();
    private final List<FileChange> departed = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final Set<String> claimed = new HashSet<>();
    private final Set<String> replaced = new HashSet<>();

    /**
     * @param files what the paths name now
     * @param tracked what was read before, by name
     * @param sameNode whether it was read on this machine
     */
    FilePursuit(List<LogFile> files, Map<String, TrackedFile> tracked, Instant now, boolean sameNode)
            throws StepException {
        this.now = now;
        this.sameNode = sameNode;
        files.forEach(file -> present.put(file.name(), file));
        List<TrackedFile> displaced = new ArrayList<>();
        for (TrackedFile file : tracked.values()) {
            if (!isInPlace(file)) {
                displaced.add(file);
            }
        }
        for (TrackedFile file : displaced) {
            if (!isElsewhere(file)) {
                depart(file);
            }
        }
        for (LogFile file : files) {
            if (!claimed.contains(file.name())) {
                found.add(new Found(file, Optional.empty(), 0, false, replaced.contains(file.name())));
            }
        }
        found.sort(ORDER);
    }

    /** What there is to read, in order: renamed files first, the longest untouched of them first; the rest by name. */
    List<Found> found() {
        return found;
    }

    /** What is not there any more. */
    List<FileChange> departed() {
        return departed;
    }

    /** What a user should know. */
    List<String> reports() {
        return reports;
    }

    private boolean isInPlace(TrackedFile file) throws StepException {
        Optional<LogFile> here =
                Optional.ofNullable(present.get(file.path())).or(() -> FileListing.find(Path.of(file.path())));
        if (here.isEmpty() || !holds(here.get(), file.offset(), file.check())) {
            return false;
        }
        claimed.add(file.path());
        boolean named = present.containsKey(file.path());
        if (named || file.left().isEmpty()) {
            boolean returns = file.left().isPresent();
            found.add(new Found(here.get(), Optional.empty(), file.offset(), !named, !named || returns));
        } else {
            remember(file);
        }
        return true;
    }

    private boolean isElsewhere(TrackedFile file) throws StepException {
        Map<String, LogFile> candidates = new LinkedHashMap<>(present);
        FileListing.siblings(Path.of(file.path())).forEach(other -> candidates.putIfAbsent(other.name(), other));
        for (LogFile candidate : candidates.values()) {
            String name = candidate.name();
            if (!name.equals(file.path()) && !claimed.contains(name) && holds(candidate, file.offset(), file.check())) {
                claimed.add(name);
                found.add(new Found(
                        candidate, Optional.of(file.path()), file.offset(), !present.containsKey(name), true));
                return true;
            }
        }
        return false;
    }

    private void depart(TrackedFile file) throws StepException {
        long unread = file.size() - file.offset();
        if (present.containsKey(file.path())) {
            replaced.add(file.path());
            reports.add(file.path() + " was truncated or replaced"
                    + (unread > 0 ? "; at least " + unread + " bytes of it were not read" : "")
                    + ". It is read from its beginning");
            return;
        }
        if (file.left().isEmpty() && unread > 0) {
            if (!sameNode) {
                throw new StepException(file.path() + " was not read to its end and is not on this machine: in a "
                        + "cluster, Paths need a mount that all nodes share");
            }
            reports.add(file.path() + " is gone; at least " + unread + " bytes of it were not read");
        }
        remember(file);
    }

    private void remember(TrackedFile file) {
        if (file.left().isEmpty()) {
            departed.add(change(file, file.offset(), Optional.of(now)));
        } else if (file.left().get().plus(MEMORY).isBefore(now)) {
            departed.add(change(file, 0, file.left()));
        }
    }

    private static FileChange change(TrackedFile file, long offset, Optional<Instant> left) {
        return new FileChange(file.path(), Optional.empty(), offset, offset, file.size(), file.check(), left);
    }

    /** Whether the file begins with the content that the check is of. */
    static boolean holds(LogFile file, long length, String check) throws StepException {
        if (file.size() < length) {
            return false;
        }
        try {
            return ContentCheck.of(file.path(), length).equals(check);
        } catch (NoSuchFileException | EOFException e) {
            return false;
        } catch (IOException e) {
            throw new StepException(file.name() + " cannot be read: " + FileProblem.describe(e), e);
        }
    }
}
