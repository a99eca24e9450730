package io.btautomations.core.ratelimit;

import io.btautomations.core.ratelimit.RowTally.RowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the limiter knows of one group: what it told of last, and what waits to be told of. Changes; for one thread. */
final class GroupLedger {

    static final int MOST_ROW_IDS = 20;
    private static final int LONGEST_ROW_ID = 200;

    /** Number of the last notification; 0 before the first. */
    long sequence;

    /** Wall-clock time of the last notification. */
    Optional<Instant> lastFire = Optional.empty();

    /** End of the last notification's window. */
    Optional<Instant> lastEnd = Optional.empty();

    /** Number of matches that wait. */
    long pending;

    /** Wall-clock time at which the first of them arrived. */
    Optional<Instant> pendingSince = Optional.empty();

    /** Write time from which and up to which they may have been written. */
    Optional<TimeWindow> span = Optional.empty();

    /** Whether none of them was counted twice. */
    boolean exact = true;

    /** Hashes of the ids of those that wait. */
    final Set<Long> seenIds = new HashSet<>();

    /** The first ids of those that wait. */
    final List<String> rowIds = new ArrayList<>();

    /**
     * Adds matches to those that wait.
     *
     * @param distinct whether a row that waits already is not counted again
     * @param capacity number of ids that may still be remembered
     * @return how many were not counted again
     */
    long add(RowTally tally, TimeWindow written, Instant now, boolean distinct, int capacity) {
        long repeated = distinct
                ? tally.ids().stream().filter(id -> !remember(id, capacity)).count()
                : 0;
        if (!distinct) {
            tally.ids().forEach(this::show);
        }
        long counted = tally.rows() - repeated;
        if (counted > 0) {
            pending += counted;
            pendingSince = pendingSince.or(() -> Optional.of(now));
            span = Optional.of(span.map(known -> union(known, written)).orElse(written));
        }
        return repeated;
    }

    /** The notification that tells of all that waits, which then waits no longer. */
    Notification fire(
            String group,
            String generation,
            Duration interval,
            Optional<Instant> covered,
            Instant now,
            boolean superseded) {
        TimeWindow written = span.orElseThrow(() -> new IllegalStateException("nothing waits in " + group));
        Instant end = later(written.end(), covered.orElse(now));
        if (lastEnd.isPresent()) {
            end = later(end, lastEnd.get().plusMillis(1));
        }
        Instant start = earlier(written.start(), end.minus(interval));
        TimeWindow window = new TimeWindow(lastEnd.isPresent() ? later(start, lastEnd.get()) : start, end);
        sequence++;
        Notification notification =
                new Notification(group, generation, sequence, pending, window, exact, rowIds, superseded);
        lastFire = Optional.of(now);
        lastEnd = Optional.of(end);
        pending = 0;
        pendingSince = Optional.empty();
        span = Optional.empty();
        exact = true;
        seenIds.clear();
        rowIds.clear();
        return notification;
    }

    /** Moves what lies after {@code now} back to it, as far as it is wall-clock time. */
    void stepBack(Instant now) {
        lastFire = lastFire.map(instant -> earlier(instant, now));
        pendingSince = pendingSince.map(instant -> earlier(instant, now));
    }

    /** Whether the row was not remembered yet. */
    private boolean remember(RowId id, int capacity) {
        if (seenIds.contains(id.hash())) {
            return false;
        }
        if (seenIds.size() < capacity) {
            seenIds.add(id.hash());
        } else {
            exact = false;
        }
        show(id);
        return true;
    }

    private void show(RowId id) {
        if (rowIds.size() < MOST_ROW_IDS && id.text().length() <= LONGEST_ROW_ID) {
            rowIds.add(id.text());
        }
    }

    private static TimeWindow union(TimeWindow one, TimeWindow other) {
        return new TimeWindow(earlier(one.start(), other.start()), later(one.end(), other.end()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
