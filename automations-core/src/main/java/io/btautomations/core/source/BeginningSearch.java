package io.btautomations.core.source;

import io.btautomations.core.step.StepException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Searches files for what was read before, where that cannot be told by comparing: rows that were compressed, and
 * beginnings of which nothing is known but a mark. A file is searched once. Used for one plan, by one thread.
 */
final class BeginningSearch {

    /** Takes what was found. */
    interface Finder {
        void found(LogFile there, PrefixSearch.Match match, boolean isPacked);
    }

    private final Marks unplaced;
    private final FileMemory memory;
    private final Instant now;
    private final FileReports reports;
    private final List<LogFile> withheld = new ArrayList<>();
    private boolean isPending;
    private PrefixSearch stored = new PrefixSearch(new Marks());
    private PrefixSearch packed = new PrefixSearch(new Marks());

    /** @param unplaced marks of which nothing is known, not even that they are not to be found */
    BeginningSearch(Marks unplaced, FileMemory memory, Instant now, FileReports reports) {
        this.unplaced = unplaced;
        this.memory = memory;
        this.now = now;
        this.reports = reports;
    }

    Marks unplaced() {
        return unplaced;
    }

    /** Files of which it is not known yet whether they were read before. */
    List<LogFile> withheld() {
        return withheld;
    }

    /** Whether everything was searched, or at least all that can be waited for. */
    boolean isSettled() {
        return withheld.isEmpty() && (!isPending || memory.isPatienceOver(now));
    }

    /**
     * Searches what was not searched before.
     *
     * @param lost files that are sought compressed, and if they were not compared, as they are
     */
    void find(Collection<LogFile> candidates, List<Displaced> lost, boolean hasCompared, Finder finder)
            throws StepException {
        memory.beginSearch(unplaced);
        seek(lost, hasCompared);
        long left = hasCompared ? memory.mostSearched() : Long.MAX_VALUE;
        for (LogFile candidate : List.copyOf(candidates)) {
            boolean isWarm = candidate.packing().isCompressed() && !candidate.rests(now);
            isPending |= isWarm;
            if (isWarm || memory.searched().contains(candidate)) {
                continue;
            }
            boolean isSought = !stored.isEmpty() || candidate.packing().isCompressed() && !packed.isEmpty();
            if (isSought && left <= 0) {
                withheld.add(candidate);
                continue;
            }
            if (isSought) {
                left -= candidate.size();
                if (isFound(candidate, finder)) {
                    seek(lost, hasCompared);
                }
            }
            memory.searched().add(candidate);
        }
        memory.searched().retain(candidates);
    }

    private void seek(List<Displaced> lost, boolean hasCompared) {
        Marks beginnings = Marks.of(unplaced.sorted());
        Marks rows = Marks.of(unplaced.sorted());
        for (Displaced file : lost) {
            if (file.isPlain()) {
                rows.add(file.file().mark());
            }
            if (!hasCompared && file.isNews()) {
                beginnings.add(file.file().mark());
            }
        }
        stored = new PrefixSearch(beginnings);
        packed = new PrefixSearch(rows);
    }

    private boolean isFound(LogFile file, Finder finder) throws StepException {
        Optional<PrefixSearch.Match> beginning = stored.isEmpty() ? Optional.empty() : beginning(file);
        beginning.ifPresent(match -> finder.found(file, match, false));
        Optional<PrefixSearch.Match> rows = beginning.isPresent() || packed.isEmpty() ? Optional.empty() : rows(file);
        rows.ifPresent(match -> finder.found(file, match, true));
        return beginning.isPresent() || rows.isPresent();
    }

    private Optional<PrefixSearch.Match> beginning(LogFile file) throws StepException {
        try (InputStream content = new Segment(file.path(), 0, file.size())) {
            return stored.stored(content, file.packing());
        } catch (NoSuchFileException | EOFException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StepException(file.name() + " cannot be read: " + FileProblem.describe(e), e);
        }
    }

    private Optional<PrefixSearch.Match> rows(LogFile file) {
        if (!file.packing().isCompressed()) {
            return Optional.empty();
        }
        try (InputStream rows = Unpacked.open(file, 0, file.size())) {
            return packed.rows(rows);
        } catch (IOException e) {
            reports.isSo(
                    file.name() + " cannot be searched for rows that were read before: " + FileProblem.describe(e));
            return Optional.empty();
        }
    }
}
