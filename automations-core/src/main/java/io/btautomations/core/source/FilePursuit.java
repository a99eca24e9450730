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
     * @param skip how many bytes of the rows there were read before, if it was compressed meanwhile
     * @param leaves whether the paths do not name it any more: it is read to its end and left
     * @param isChanged whether the state must learn of it, even if there is nothing to read
     */
    record Found(LogFile file, Optional<String> formerly, long offset, long skip, boolean leaves, boolean isChanged) {}

    private static final Comparator<Found> ORDER = Comparator.comparing(
                    (Found found) -> found.formerly().isPresent() ? found.file().modified() : Instant.MAX)
            .thenComparing(found -> found.file().name());

    private final Map<String, LogFile> present = new LinkedHashMap<>();
    private final Instant now;
    private final boolean sameNode;
    private final FileReports reports;
    private final List<Found> found = new ArrayList<>();
    private final List<FileChange> departed = new ArrayList<>();
    private final Set<String> claimed = new HashSet<>();
    private final Set<String> replaced = new HashSet<>();
    /** Names of files that are being compressed; the state must not know another file by them. */
    private final Set<String> awaited = new HashSet<>();

    /**
     * @param files what the paths name now
     * @param tracked what was read before, by name
     * @param sameNode whether it was read on this machine
     */
    FilePursuit(
            List<LogFile> files, Map<String, TrackedFile> tracked, Instant now, boolean sameNode, FileReports reports)
            throws StepException {
        this.reports = reports;
        this.now = now;
        this.sameNode = sameNode;
        files.forEach(file -> present.put(file.name(), file));
        files.stream().filter(file -> isLeftOut(file, tracked)).forEach(file -> present.remove(file.name()));
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
        postpone();
        for (LogFile file : present.values()) {
            if (!claimed.contains(file.name()) && !awaited.contains(file.name())) {
                found.add(new Found(file, Optional.empty(), 0, 0, false, replaced.contains(file.name())));
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
            found.add(new Found(here.get(), Optional.empty(), file.offset(), 0, !named, !named || returns));
        } else {
            remember(file);
        }
        return true;
    }

    private boolean isElsewhere(TrackedFile file) throws StepException {
        List<LogFile> siblings = FileListing.siblings(Path.of(file.path()));
        Map<String, LogFile> candidates = new LinkedHashMap<>(present);
        siblings.forEach(other -> candidates.putIfAbsent(other.name(), other));
        candidates.keySet().removeIf(name -> name.equals(file.path()) || claimed.contains(name));
        for (LogFile candidate : candidates.values()) {
            if (holds(candidate, file.offset(), file.check())) {
                claim(file, candidate, file.offset(), 0);
                return true;
            }
        }
        return Packing.of(file.path()) == Packing.PLAIN && isCompressedMeanwhile(file, siblings);
    }

    /** Whether a compressed file holds it, or may do so once it is written. */
    private boolean isCompressedMeanwhile(TrackedFile file, List<LogFile> siblings) {
        boolean mayAppear = false;
        for (LogFile candidate : siblings) {
            if (candidate.packing().isCompressed() && !claimed.contains(candidate.name())) {
                if (candidate.rests(now) && holdsPacked(candidate, file)) {
                    claim(file, candidate, 0, file.offset());
                    return true;
                }
                mayAppear |= !candidate.rests(now);
            }
        }
        if (mayAppear) {
            awaited.add(file.path());
        }
        return mayAppear;
    }

    /** Leaves for a later run what cannot be known by its new name yet, and what took its old name in turn. */
    private void postpone() {
        List<Found> postponed = List.of();
        do {
            postponed = found.stream()
                    .filter(file -> awaited.contains(file.file().name()))
                    .toList();
            found.removeAll(postponed);
            postponed.forEach(file -> file.formerly().ifPresent(awaited::add));
        } while (!postponed.isEmpty());
    }

    private void claim(TrackedFile file, LogFile there, long offset, long skip) {
        claimed.add(there.name());
        found.add(new Found(there, Optional.of(file.path()), offset, skip, !present.containsKey(there.name()), true));
    }

    /** Files that are not read, and compressed ones beside which what they were made from still stands. */
    private boolean isLeftOut(LogFile file, Map<String, TrackedFile> tracked) {
        Packing packing = file.packing();
        if (packing == Packing.FOREIGN) {
            reports.isSo(file.name() + " is left out: only JSON Lines, plain, .gz or .zst, and .parquet are read");
            return true;
        }
        LogFile twin = packing.isCompressed() ? present.get(Packing.unpackedName(file.name())) : null;
        return twin != null && !tracked.containsKey(file.name()) && file.rests(now) && isMadeFrom(file, twin);
    }

    private static boolean isMadeFrom(LogFile packed, LogFile plain) {
        long length = Math.min(ContentCheck.EDGE, plain.size());
        try {
            String check = ContentCheck.of(plain.path(), length);
            return length > 0
                    && Unpacked.check(packed, length).filter(check::equals).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private void depart(TrackedFile file) throws StepException {
        long unread = file.size() - file.offset();
        if (present.containsKey(file.path())) {
            replaced.add(file.path());
            reports.happened(file.path() + " was truncated or replaced"
                    + (unread > 0 ? "; at least " + unread + " bytes of it were not read" : "")
                    + ". It is read from its beginning");
            return;
        }
        if (file.left().isEmpty() && unread > 0) {
            if (!sameNode) {
                throw new StepException(file.path() + " was not read to its end and is not on this machine: in a "
                        + "cluster, Paths need a mount that all nodes share");
            }
            reports.happened(file.path() + " is gone; at least " + unread + " bytes of it were not read");
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
        return new FileChange(file.path(), Optional.empty(), offset, offset, 0, file.size(), file.check(), left);
    }

    /** Whether the compressed file begins with the rows that were read of {@code file}. */
    private static boolean holdsPacked(LogFile candidate, TrackedFile file) {
        try {
            return Unpacked.check(candidate, file.offset())
                    .filter(file.check()::equals)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the file begins with the content that the check is of. */
    static boolean holds(LogFile file, long length, String check) throws StepException {
        boolean isCutOff = file.packing() == Packing.PARQUET ? file.size() != length : file.size() < length;
        if (isCutOff) {
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
