package io.btautomations.core.source.track;

import io.btautomations.core.source.file.FileListing;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.Packing;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the files that were read before among those that are there now: grown, renamed, copied away and truncated,
 * replaced, gone, back again. Used once, by one thread.
 */
final class FilePursuit {

    /** Most finished files that one run forgets, so that its plan stays small. */
    private static final int MOST_FORGOTTEN = 500;

    /**
     * A file to read on, or to begin with.
     *
     * @param file where it is now
     * @param before by what the state knows it, if not by this name or not at all
     * @param offset where to read on
     * @param skip how many bytes of the rows there were read before, if it was compressed meanwhile
     * @param leaves whether the paths do not name it any more: it is read to its end and left
     * @param isChanged whether the state must learn of it, even if there is nothing to read
     */
    record Found(LogFile file, FileChange.Before before, long offset, long skip, boolean leaves, boolean isChanged) {}

    private static final Comparator<LogFile> OLDEST_FIRST =
            Comparator.comparing(LogFile::modified).thenComparing(LogFile::name);

    private static final Comparator<Found> ORDER = Comparator.comparing(
                    (Found found) -> found.before().isKnown() ? found.file().modified() : Instant.MAX)
            .thenComparing(found -> found.file().name());

    private final Map<String, LogFile> present = new LinkedHashMap<>();
    private final Map<String, TrackedFile> tracked;
    private final FileMemory memory;
    private final Instant now;
    private final boolean sameNode;
    private final FileReports reports;
    private final Unclaimed unclaimed;
    /** Marks of finished files that are not found yet. */
    private final Marks missing;

    private final Map<String, Displaced> displaced = new LinkedHashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final List<FileChange> departed = new ArrayList<>();
    private final List<Long> forgotten = new ArrayList<>();
    private final Set<String> replaced = new HashSet<>();
    /** Names of files that are being compressed; the state must not know another file by them. */
    private final Set<String> awaited = new HashSet<>();

    /**
     * @param listed what the paths name now
     * @param tracked what was read before, by name
     * @param finished marks of what was read to its end before; loses those that are found
     * @param memory what is known of those
     * @param sameNode whether it was read on this machine
     */
    FilePursuit(
            FileListing.Listed listed,
            Map<String, TrackedFile> tracked,
            Marks finished,
            FileMemory memory,
            Instant now,
            boolean sameNode,
            FileReports reports)
            throws StepException {
        this.tracked = tracked;
        this.memory = memory;
        this.reports = reports;
        this.now = now;
        this.sameNode = sameNode;
        this.missing = finished;
        int finishedBefore = finished.size();
        memory.recall(missing, tracked.keySet());
        listed.files().forEach(file -> present.put(file.name(), file));
        listed.files().stream().filter(this::isLeftOut).forEach(file -> present.remove(file.name()));
        this.unclaimed = new Unclaimed(present.values());
        findInPlace();
        findRenamed();
        DisplacedSearch search = new DisplacedSearch(unclaimed, missing, memory, now, reports);
        search.find(displaced.values(), listed.isComplete());
        search.claims().forEach(this::take);
        search.awaited().forEach(file -> awaited.add(file.file().path()));
        for (Displaced file : search.lost()) {
            depart(file);
        }
        if (listed.isComplete()) {
            forget(finishedBefore);
        }
        postpone();
        unclaimed.files().stream()
                .filter(file -> !awaited.contains(file.name()))
                .forEach(file -> found.add(
                        new Found(file, FileChange.Before.NONE, 0, 0, false, replaced.contains(file.name()))));
        found.sort(ORDER);
    }

    /** What there is to read, in order: what was read before, the longest untouched of it first; the rest by name. */
    List<Found> found() {
        return found;
    }

    /** What is not there any more. */
    List<FileChange> departed() {
        return departed;
    }

    /** Marks of finished files that are to be known no longer. */
    List<Long> forgotten() {
        return forgotten;
    }

    private void findInPlace() throws StepException {
        for (TrackedFile file : tracked.values()) {
            if (!isInPlace(file)) {
                displaced.put(file.path(), Displaced.named(file));
            }
        }
        for (Map.Entry<String, FileMemory.Known> entry : memory.finished()) {
            if (!isInPlace(entry.getKey(), entry.getValue())) {
                displaced.put(entry.getKey(), Displaced.finished(entry.getKey(), entry.getValue()));
                missing.add(entry.getValue().mark());
            }
        }
    }

    private boolean isInPlace(TrackedFile file) throws StepException {
        Optional<LogFile> here = at(file.path());
        if (here.isEmpty() || !FileBeginning.holds(here.get(), file)) {
            return false;
        }
        unclaimed.claim(file.path());
        boolean named = present.containsKey(file.path());
        if (named || file.left().isEmpty()) {
            boolean returns = file.left().isPresent();
            found.add(new Found(here.get(), FileChange.Before.NONE, file.offset(), 0, !named, !named || returns));
        } else {
            remember(file);
        }
        return true;
    }

    private boolean isInPlace(String path, FileMemory.Known known) throws StepException {
        Optional<LogFile> here = at(path);
        if (here.isEmpty()) {
            return false;
        }
        if (known.isUntouched(here.get()) && known.size() == known.offset()) {
            unclaimed.claim(path);
            return true;
        }
        if (!known.isUntouched(here.get()) && !FileBeginning.holds(here.get(), known.as(path))) {
            return false;
        }
        follow(here.get(), known.mark(), known.offset());
        return true;
    }

    private Optional<LogFile> at(String path) {
        return Optional.ofNullable(present.get(path)).or(() -> FileListing.find(Path.of(path)));
    }

    /** A finished file is here; it may go on. */
    private void follow(LogFile file, long mark, long offset) {
        unclaimed.claim(file.name());
        memory.put(file.name(), FileMemory.Known.of(mark, offset, file));
        if (file.size() > offset) {
            boolean leaves = !present.containsKey(file.name());
            found.add(new Found(file, FileChange.Before.mark(mark), offset, 0, leaves, leaves));
        }
    }

    /** Finds what did not change, and what is known by nothing but its mark, with one look at every file. */
    private void findRenamed() throws StepException {
        Map<Long, List<Displaced>> sought = displaced.values().stream()
                .collect(Collectors.groupingBy(file -> file.file().mark()));
        for (LogFile file : unclaimed.files().stream().sorted(OLDEST_FIRST).toList()) {
            if (missing.isEmpty() && displaced.isEmpty()) {
                return;
            }
            if (!isBack(file) && !isRenamed(file, file.size(), sought) && file.packing() == Packing.PLAIN) {
                isRenamed(file, FileBeginning.endOfLines(file), sought);
            }
        }
    }

    private boolean isBack(LogFile file) throws StepException {
        Optional<FileMemory.Known> away = memory.away(file.name());
        boolean isBack = away.isPresent()
                && missing.contains(away.get().mark())
                && FileBeginning.holds(file, away.get().as(file.name()));
        if (isBack) {
            missing.take(away.get().mark());
            follow(file, away.get().mark(), away.get().offset());
        }
        return isBack;
    }

    private boolean isRenamed(LogFile file, long length, Map<Long, List<Displaced>> sought) throws StepException {
        Optional<Long> mark = length == 0
                ? Optional.empty()
                : FileBeginning.check(file, length).map(ContentCheck::mark);
        if (mark.isEmpty()) {
            return false;
        }
        Optional<Displaced> former = sought.getOrDefault(mark.get(), List.of()).stream()
                .filter(other -> displaced.containsKey(other.file().path()) && other.is(mark.get(), length))
                .findFirst();
        if (former.isPresent() && !former.get().isFinished()) {
            displaced.remove(former.get().file().path());
            unclaimed.claim(file.name());
            take(new DisplacedSearch.Claim(file, former.get().before(), length, 0));
            return true;
        }
        if (missing.take(mark.get())) {
            former.ifPresent(other -> {
                displaced.remove(other.file().path());
                memory.remove(other.file().path());
            });
            follow(file, mark.get(), length);
            return true;
        }
        return false;
    }

    /** Leaves for a later run what cannot be known by its new name yet, and what took its old name in turn. */
    private void postpone() {
        List<Found> postponed;
        do {
            postponed = found.stream()
                    .filter(file -> awaited.contains(file.file().name()))
                    .toList();
            found.removeAll(postponed);
            postponed.forEach(file -> file.before().name().ifPresent(awaited::add));
        } while (!postponed.isEmpty());
    }

    private void take(DisplacedSearch.Claim claim) {
        LogFile there = claim.there();
        found.add(new Found(
                there, claim.before(), claim.offset(), claim.skip(), !present.containsKey(there.name()), true));
    }

    /** Files that are not read, and compressed ones beside which what they were made from still stands. */
    private boolean isLeftOut(LogFile file) {
        Packing packing = file.packing();
        if (packing == Packing.FOREIGN) {
            reports.isSo(file.name() + " is left out: only JSON Lines, plain, .gz or .zst, and .parquet are read");
            return true;
        }
        LogFile twin = packing.isCompressed() ? present.get(Packing.unpackedName(file.name())) : null;
        return twin != null
                && !tracked.containsKey(file.name())
                && !memory.knows(file.name())
                && file.rests(now)
                && isMadeFrom(file, twin);
    }

    private static boolean isMadeFrom(LogFile packed, LogFile plain) {
        long length = Math.min(ContentCheck.EDGE, plain.size());
        try {
            String check = ContentCheck.of(plain.path(), length);
            return length > 0
                    && ContentCheck.ofUnpacked(packed, length)
                            .filter(check::equals)
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private void depart(Displaced lost) throws StepException {
        TrackedFile file = lost.file();
        long unread = file.size() - file.offset();
        if (present.containsKey(file.path())) {
            replaced.add(file.path());
            reports.happened(file.path() + " was truncated or replaced"
                    + (unread > 0 ? "; at least " + unread + " bytes of it were not read" : "")
                    + ". It is read from its beginning");
            return;
        }
        if (lost.isFinished()) {
            return;
        }
        if (lost.isNews() && unread > 0) {
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
        } else if (file.left().get().plus(FileTracker.MEMORY).isBefore(now)) {
            departed.add(change(file, 0, file.left()));
        }
    }

    private static FileChange change(TrackedFile file, long offset, Optional<Instant> left) {
        return new FileChange(
                file.path(),
                FileChange.Before.NONE,
                offset,
                offset,
                0,
                file.size(),
                file.check(),
                file.modified(),
                left);
    }

    /** Makes room: of finished files, those are forgotten that are not there. */
    private void forget(int finished) {
        int excess = Math.min(MOST_FORGOTTEN, finished - FileTracker.MOST_FINISHED);
        Arrays.stream(missing.sorted()).limit(Math.max(0, excess)).forEach(forgotten::add);
    }
}
