package io.btautomations.core.source;

import io.btautomations.core.step.StepException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private final Siblings siblings = new Siblings();
    private final List<Claim> claims = new ArrayList<>();
    private final List<Displaced> awaited = new ArrayList<>();
    private final List<Displaced> lost = new ArrayList<>();
    private final BeginningSearch search;
    private int comparisons;

    /**
     * @param missing marks of finished files that are not in their places; loses those that are found
     * @param memory learns which finished files are not where they were
     */
    DisplacedSearch(Unclaimed unclaimed, Marks missing, FileMemory memory, Instant now, FileReports reports) {
        this.unclaimed = unclaimed;
        this.missing = missing;
        this.memory = memory;
        this.now = now;
        this.search = new BeginningSearch(missing.without(memory.absent()), memory, now, reports);
    }

    /** @param isComplete whether no file is only out of reach for a while */
    void find(Collection<Displaced> displaced, boolean isComplete) throws StepException {
        for (Displaced file : displaced.stream()
                .sorted(Comparator.comparing(Displaced::isNews).reversed())
                .toList()) {
            if (file.isFinished()) {
                search.unplaced().take(file.file().mark());
                memory.leave(file.file().path());
            }
            if (!isElsewhere(file)) {
                lost.add(file);
            }
        }
        List<Displaced> waiting = findBeginnings();
        if (isComplete) {
            settle(waiting);
        }
        waiting.stream().filter(file -> !file.isFinished()).forEach(awaited::add);
        lost.removeAll(waiting);
    }

    List<Claim> claims() {
        return claims;
    }

    /** Files that the state knows by name, and of which it is not known yet whether they are gone. */
    List<Displaced> awaited() {
        return awaited;
    }

    /** Files that were not found. */
    List<Displaced> lost() {
        return lost;
    }

    /** Files that must not be read yet, because it is not known whether they were before. */
    List<LogFile> withheld() {
        return search.withheld();
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
            if (FilePursuit.holds(candidate, sought.file())) {
                claim(candidate, sought.before(), sought.file().offset(), 0);
                return true;
            }
        }
        return false;
    }

    /**
     * Finds what was compressed, and what is known by nothing but a mark.
     *
     * @return what may still appear once it is written
     */
    private List<Displaced> findBeginnings() throws StepException {
        Map<String, LogFile> candidates = new LinkedHashMap<>();
        Set<Displaced> waiting = new LinkedHashSet<>();
        for (Displaced file : lost.stream().filter(Displaced::isPlain).toList()) {
            for (LogFile packed : siblings(file)) {
                if (packed.packing().isCompressed() && !packed.rests(now)) {
                    waiting.add(file);
                } else if (packed.packing().isCompressed() && file.isNews()) {
                    candidates.put(packed.name(), packed);
                    memory.searched().remove(packed);
                } else if (packed.packing().isCompressed()) {
                    candidates.put(packed.name(), packed);
                }
            }
        }
        unclaimed.files().forEach(file -> candidates.put(file.name(), file));
        boolean hasCompared = comparisons < MOST_COMPARISONS;
        search.find(candidates.values(), lost, hasCompared, this::claim);
        if (!search.withheld().isEmpty()) {
            lost.stream().filter(Displaced::isNews).forEach(waiting::add);
        }
        waiting.retainAll(lost);
        return List.copyOf(waiting);
    }

    /** Remembers what was looked for everywhere. */
    private void settle(List<Displaced> waiting) {
        if (search.isSettled()) {
            Marks absent = Marks.of(missing.sorted());
            waiting.stream()
                    .filter(Displaced::isFinished)
                    .forEach(file -> absent.take(file.file().mark()));
            memory.setAbsent(absent, now);
        } else {
            lost.stream()
                    .filter(file -> file.isFinished() && !waiting.contains(file))
                    .forEach(file -> memory.absent().add(file.file().mark()));
        }
    }

    private void claim(LogFile there, PrefixSearch.Match match, boolean isPacked) {
        Optional<Displaced> file = lost.stream()
                .filter(other -> other.is(match.mark(), match.length()))
                .findFirst();
        file.ifPresentOrElse(lost::remove, () -> search.unplaced().take(match.mark()));
        claim(
                there,
                file.map(Displaced::before).orElse(FileChange.Before.mark(match.mark())),
                isPacked ? 0 : match.length(),
                isPacked ? match.length() : 0);
    }

    private void claim(LogFile there, FileChange.Before before, long offset, long skip) {
        unclaimed.claim(there.name());
        before.mark().ifPresent(missing::take);
        claims.add(new Claim(there, before, offset, skip));
    }

    private List<LogFile> siblings(Displaced file) {
        return siblings.of(Path.of(file.file().path()), name -> !unclaimed.isClaimed(name));
    }
}
