package io.btautomations.core.source.track;

import io.btautomations.core.source.file.FileProblem;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.Packing;
import io.btautomations.core.source.file.Segment;
import io.btautomations.core.source.file.Unpacked;
import io.btautomations.core.step.StepException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for files that are not where they were and have changed besides: grown, or compressed. Every file is opened a
 * bounded number of times, however many are sought. Used once, by one thread.
 */
final class DisplacedSearch {

    /** How often one file is compared with one that is sought. */
    private static final int MOST_COMPARISONS = 20_000;

    /**
     * What was found.
     *
     * @param there where it is
     * @param before by what the state knows it
     * @param offset where to read on
     * @param skip how many bytes of the rows were read before, if it was compressed meanwhile
     */
    record Claim(LogFile there, FileChange.Before before, long offset, long skip) {}

    private final Unclaimed unclaimed;
    private final Marks missing;
    private final FileMemory memory;
    private final Instant now;
    private final FileReports reports;
    private final Siblings siblings = new Siblings();
    private final List<Claim> claims = new ArrayList<>();
    private final List<Displaced> awaited = new ArrayList<>();
    private final List<Displaced> lost = new ArrayList<>();
    /** Marks of which nothing is known, not even that they are not to be found. */
    private final Marks unplaced;

    private Optional<PrefixSearch> search = Optional.empty();
    private int comparisons;
    private boolean isPending;

    /**
     * @param missing marks of finished files that are not in their places; loses those that are found
     * @param memory learns which finished files are not where they were
     */
    DisplacedSearch(Unclaimed unclaimed, Marks missing, FileMemory memory, Instant now, FileReports reports) {
        this.reports = reports;
        this.unclaimed = unclaimed;
        this.missing = missing;
        this.memory = memory;
        this.now = now;
        this.unplaced = missing.without(memory.absent());
    }

    /** @param isComplete whether no file is only out of reach for a while */
    void find(Collection<Displaced> displaced, boolean isComplete) throws StepException {
        displaced.stream().filter(Displaced::isFinished).forEach(file -> {
            unplaced.take(file.file().mark());
            memory.leave(file.file().path());
        });
        for (Displaced file : displaced) {
            if (!isElsewhere(file)) {
                lost.add(file);
            }
        }
        findPacked();
        findBeginnings();
        if (!isPending && isComplete) {
            memory.setAbsent(Marks.of(missing.sorted()));
        }
    }

    List<Claim> claims() {
        return claims;
    }

    /** Files that the state knows by name, and that are being compressed as it seems. */
    List<Displaced> awaited() {
        return awaited;
    }

    /** Files that were not found. */
    List<Displaced> lost() {
        return lost;
    }

    private boolean isElsewhere(Displaced sought) throws StepException {
        return isAmong(siblings(sought), sought) || isAmong(unclaimed.files(), sought);
    }

    private boolean isAmong(Collection<LogFile> candidates, Displaced sought) throws StepException {
        for (LogFile candidate : candidates) {
            if (comparisons >= MOST_COMPARISONS) {
                return false;
            }
            comparisons++;
            if (FileBeginning.holds(candidate, sought.file())) {
                claim(candidate, sought.before(), sought.file().offset(), 0);
                return true;
            }
        }
        return false;
    }

    /** Finds what was compressed, or may appear as that once it is written. */
    private void findPacked() {
        boolean isNews = !unplaced.isEmpty();
        Map<String, LogFile> candidates = new LinkedHashMap<>();
        Set<Displaced> waiting = new LinkedHashSet<>();
        for (Displaced file : lost.stream().filter(Displaced::isPlain).toList()) {
            isNews |= file.isNews();
            for (LogFile candidate : packed(siblings(file))) {
                candidates.put(candidate.name(), candidate);
                if (!candidate.rests(now)) {
                    waiting.add(file);
                }
            }
        }
        packed(unclaimed.files()).forEach(candidate -> candidates.put(candidate.name(), candidate));
        for (LogFile candidate : candidates.values()) {
            if (!candidate.rests(now)) {
                isPending = true;
            } else if (isNews || memory.isUnsearched(candidate)) {
                findPacked(candidate);
            }
        }
        memory.setSearched(candidates.values().stream()
                .filter(file -> file.rests(now) && !unclaimed.isClaimed(file.name()))
                .toList());
        waiting.retainAll(lost);
        waiting.stream().filter(file -> !file.isFinished()).forEach(file -> {
            awaited.add(file);
            lost.remove(file);
        });
    }

    private void findPacked(LogFile candidate) {
        PrefixSearch known = search.orElseGet(() -> searchFor(lost.stream().filter(Displaced::isPlain)));
        search = Optional.of(known);
        if (known.isEmpty()) {
            return;
        }
        try (InputStream rows = Unpacked.open(candidate, 0, candidate.size())) {
            known.rows(rows).ifPresent(match -> claim(candidate, match, true));
        } catch (IOException e) {
            reports.isSo(candidate.name() + " cannot be searched for rows that were read before: "
                    + FileProblem.describe(e));
        }
    }

    /** Finds what was read of files before, when nothing is known but a mark; or when there is too much to compare. */
    private void findBeginnings() throws StepException {
        boolean isIncomplete = comparisons >= MOST_COMPARISONS;
        PrefixSearch known = searchFor(lost.stream().filter(file -> isIncomplete && file.isNews()));
        for (LogFile file : List.copyOf(unclaimed.files())) {
            boolean mayGoOn = file.packing() == Packing.PLAIN || file.packing().isCompressed() && file.rests(now);
            if (mayGoOn && !known.isEmpty()) {
                Optional<PrefixSearch.Match> match = beginning(file, known);
                if (match.isPresent()) {
                    claim(file, match.get(), false);
                    known = searchFor(lost.stream().filter(other -> isIncomplete && other.isNews()));
                }
            }
        }
    }

    private static Optional<PrefixSearch.Match> beginning(LogFile file, PrefixSearch known) throws StepException {
        try (InputStream content = new Segment(file.path(), 0, file.size())) {
            return known.stored(content, file.packing());
        } catch (NoSuchFileException | EOFException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileProblem.unreadable(file, e);
        }
    }

    private PrefixSearch searchFor(Stream<Displaced> displaced) {
        Marks sought = Marks.of(unplaced.sorted());
        displaced.forEach(file -> sought.add(file.file().mark()));
        return new PrefixSearch(sought);
    }

    private void claim(LogFile there, PrefixSearch.Match match, boolean isPacked) {
        Optional<Displaced> file = lost.stream()
                .filter(other -> other.is(match.mark(), match.length()))
                .findFirst();
        file.ifPresentOrElse(lost::remove, () -> unplaced.take(match.mark()));
        claim(
                there,
                file.map(Displaced::before).orElse(FileChange.Before.mark(match.mark())),
                isPacked ? 0 : match.length(),
                isPacked ? match.length() : 0);
    }

    private void claim(LogFile there, FileChange.Before before, long offset, long skip) {
        search = Optional.empty();
        unclaimed.claim(there.name());
        before.mark().ifPresent(missing::take);
        claims.add(new Claim(there, before, offset, skip));
    }

    private List<LogFile> siblings(Displaced file) {
        return siblings.of(Path.of(file.file().path()), name -> !unclaimed.isClaimed(name));
    }

    private static List<LogFile> packed(Collection<LogFile> files) {
        return files.stream().filter(file -> file.packing().isCompressed()).toList();
    }
}
