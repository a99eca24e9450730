package io.btautomations.btql.execute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Orders rows in bounded memory: with a limit it keeps no more rows than that, and what memory does not hold is put
 * away in sorted runs, which are merged in the end.
 */
final class RowSorter {

    /** As many runs are merged at a time. */
    private static final int MOST_RUNS = 64;
    /** A sort can always keep this part of the whole limit, however much others keep. */
    private static final int OWN_PART = 16;

    private final Comparator<SortEntry> order;
    private final long limit;
    private final Execution execution;
    private final List<SortedRun> runs = new ArrayList<>();
    private Collection<SortEntry> kept;
    private long keptBytes;

    RowSorter(Comparator<SortEntry> order, long limit, Execution execution) {
        this.order = order;
        this.limit = limit;
        this.execution = execution;
        this.kept = newCollection();
    }

    /** With a limit the worst entry must be at hand. */
    private Collection<SortEntry> newCollection() {
        return limit == Long.MAX_VALUE ? new ArrayList<>() : new PriorityQueue<>(order.reversed());
    }

    /** The entry that every further one must be better than, if there is one. */
    Optional<SortEntry> worst() {
        return kept instanceof PriorityQueue<SortEntry> queue && kept.size() == limit
                ? Optional.of(queue.element())
                : Optional.empty();
    }

    /** Adds an entry, which must be better than {@link #worst()} and takes its place. */
    void add(SortEntry entry) throws IOException, QueryLimitException {
        long size = entry.size();
        if (worst().isPresent() && kept instanceof PriorityQueue<SortEntry> queue) {
            long freed = queue.remove().size();
            keptBytes -= freed;
            execution.retained().remove(freed);
        }
        Retained retained = execution.retained();
        if (execution.canSpill()) {
            if (!retained.hasRoomFor(size) && keptBytes >= retained.limit() / OWN_PART) {
                spill();
            }
            retained.addAnyway(size);
        } else {
            retained.add(size, "sorting");
        }
        keptBytes += size;
        kept.add(entry);
    }

    private void spill() throws IOException {
        List<SortEntry> sorted = takeKept();
        if (sorted.isEmpty()) {
            return;
        }
        Iterator<SortEntry> entries = sorted.iterator();
        runs.add(SortedRun.write(
                () -> entries.hasNext() ? Optional.of(entries.next()) : Optional.empty(),
                limit,
                execution.newSpillFile()));
        if (runs.size() == MOST_RUNS) {
            SortedRun merged;
            try (RunMerge merge = new RunMerge(runs, order)) {
                merged = SortedRun.write(merge, limit, execution.newSpillFile());
            }
            giveUpRuns();
            runs.add(merged);
        }
    }

    private List<SortEntry> takeKept() {
        List<SortEntry> sorted = new ArrayList<>(kept);
        sorted.sort(order);
        execution.retained().remove(keptBytes);
        keptBytes = 0;
        kept = newCollection();
        return sorted;
    }

    private void giveUpRuns() throws IOException {
        for (SortedRun run : runs) {
            run.giveUp();
        }
        runs.clear();
    }

    /** Gives the entries in order, at most as many as the limit, until {@code out} has enough. */
    void finish(ResultConsumer out) throws IOException, QueryLimitException {
        if (runs.isEmpty()) {
            for (SortEntry entry : takeKept()) {
                if (!give(entry, out)) {
                    return;
                }
            }
            return;
        }
        spill();
        try (RunMerge merge = new RunMerge(runs, order)) {
            long remaining = limit;
            Optional<SortEntry> entry = merge.next();
            while (entry.isPresent() && remaining > 0 && give(entry.get(), out)) {
                remaining--;
                entry = merge.next();
            }
        }
        giveUpRuns();
    }

    private boolean give(SortEntry entry, ResultConsumer out) throws IOException, QueryLimitException {
        execution.cursor(entry.cursor());
        return out.accept(entry.result());
    }
}
