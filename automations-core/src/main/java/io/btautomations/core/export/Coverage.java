package io.btautomations.core.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a commit log covers of the source's log up to some entry. Every entry carries it, so that the newest entry alone
 * tells a new fragment from one that was logged before, however long ago. Immutable.
 *
 * @param whole ranges of whole runs, joined where they touch, sorted
 * @param open runs that are not whole yet, in the order of their first entries
 */
record Coverage(List<CursorRange> whole, List<OpenRun> open) {

    /** Beyond this many gaps the oldest ranges are forgotten, so that an entry stays small: rather twice than never. */
    static final int MOST_GAPS = 200;

    static final Coverage NONE = new Coverage(List.of(), List.of());

    /** What the log knows of a fragment. */
    enum Standing {
        /** Nothing: it is to be exported. */
        NEW,
        /** It is there already. */
        LOGGED,
        /** Rows of its range are there, but under another run. */
        CONTRADICTION
    }

    Coverage {
        whole = List.copyOf(whole);
        open = List.copyOf(open);
    }

    /** What is known of a fragment that {@link Fragment#isOfRun}. */
    Standing standing(Fragment fragment) {
        Optional<OpenRun> started = openRun(fragment.run());
        if (started.isPresent()) {
            return started.get().fragments().get(fragment.index()) ? Standing.LOGGED : Standing.NEW;
        }
        CursorRange range = fragment.range().orElseThrow();
        if (range.isEmpty()) {
            return Standing.NEW;
        }
        if (whole.stream().anyMatch(covered -> covered.contains(range))) {
            return Standing.LOGGED;
        }
        return whole.stream().anyMatch(covered -> covered.overlaps(range)) ? Standing.CONTRADICTION : Standing.NEW;
    }

    Optional<OpenRun> openRun(String run) {
        return open.stream().filter(started -> started.run().equals(run)).findFirst();
    }

    /** This and a fragment that entry {@code number} logs. */
    Coverage with(Fragment fragment, long number) {
        if (fragment.range().isEmpty()) {
            return this;
        }
        CursorRange range = fragment.range().get();
        OpenRun changed = openRun(fragment.run())
                .map(started -> started.with(fragment, range))
                .orElseGet(() -> OpenRun.of(fragment, range, number));
        List<OpenRun> others = new ArrayList<>(open);
        others.removeIf(started -> started.run().equals(fragment.run()));
        if (changed.isWhole()) {
            return new Coverage(joined(changed.range()), others);
        }
        others.add(changed);
        others.sort(Comparator.comparingLong(OpenRun::firstEntry));
        return new Coverage(whole, others.subList(Math.max(0, others.size() - MOST_GAPS), others.size()));
    }

    private List<CursorRange> joined(CursorRange range) {
        if (range.isEmpty()) {
            return whole;
        }
        CursorRange union = range;
        List<CursorRange> ranges = new ArrayList<>();
        for (CursorRange other : whole) {
            if (other.touches(union)) {
                union = union.with(other);
            } else {
                ranges.add(other);
            }
        }
        ranges.add(union);
        ranges.sort(Comparator.comparing(CursorRange::start));
        return ranges.subList(Math.max(0, ranges.size() - MOST_GAPS), ranges.size());
    }
}
