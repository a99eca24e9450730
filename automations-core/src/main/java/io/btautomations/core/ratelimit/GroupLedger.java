package io.btautomations.core.ratelimit;

import io.btautomations.core.ratelimit.Notification.Kind;
import io.btautomations.core.ratelimit.RowTally.RowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the limiter knows of one group: what it told of last, and what waits to be told of. Changes; for one thread. */
final class GroupLedger {

    /**
     * The circumstances of a notification.
     *
     * @param covered write time up to which the source's runs were seen
     */
    record Fire(
            String group,
            String generation,
            long sequence,
            Duration interval,
            Optional<Instant> covered,
            Instant now) {}

    static final int MOST_ROW_IDS = 20;
    private static final int LONGEST_ROW_ID = 200;

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

    /** Whether the last notification told of matches, so that a recovery may follow. */
    boolean firing;

    /** Write time up to which the newest match may have been written. */
    Optional<Instant> lastMatch = Optional.empty();

    /** Hashes of the ids of rows that do not count again, with the hour since 1970 in which they were counted. */
    final Map<Long, Long> seenIds = new HashMap<>();

    /** The first ids of those that wait. */
    final List<String> rowIds = new ArrayList<>();

    /**
     * Adds matches to those that wait.
     *
     * @param room for what is to be remembered of them
     * @return how many were not counted again, because they are remembered
     */
    long add(RowTally tally, TimeWindow written, Instant now, Room room) {
        long repeated =
                tally.ids().stream().filter(id -> !remember(id, room, now)).count();
        lastMatch = Optional.of(later(written.end(), lastMatch.orElse(written.end())));
        long counted = tally.rows() - repeated;
        if (counted > 0) {
            pending += counted;
            pendingSince = pendingSince.or(() -> Optional.of(now));
            span = Optional.of(span.map(known -> union(known, written)).orElse(written));
        }
        return repeated;
    }

    /** The notification that tells of all that waits, which then waits no longer. */
    Notification fire(Fire fire, Kind kind) {
        TimeWindow written = span.orElseThrow(() -> new IllegalStateException("nothing waits in " + fire.group()));
        Instant end = later(written.end(), fire.covered().orElse(fire.now()));
        Instant start = earlier(written.start(), end.minus(fire.interval()));
        Notification notification = new Notification(
                fire.group(), fire.generation(), kind, fire.sequence(), pending, afterLast(start, end), exact, rowIds);
        lastFire = Optional.of(fire.now());
        lastEnd = Optional.of(notification.window().end());
        firing = true;
        pending = 0;
        pendingSince = Optional.empty();
        span = Optional.empty();
        exact = true;
        rowIds.clear();
        return notification;
    }

    /** The notification that tells that there were no matches up to {@code covered}. */
    Notification resolve(Fire fire, Instant covered) {
        TimeWindow window = afterLast(covered.minus(fire.interval()), covered);
        firing = false;
        lastEnd = Optional.of(window.end());
        return new Notification(
                fire.group(), fire.generation(), Kind.RESOLVED, fire.sequence(), 0, window, true, List.of());
    }

    /** Forgets rows that were counted before {@code time}. */
    void forget(Instant time) {
        seenIds.values().removeIf(hour -> hour < hour(time));
    }

    private TimeWindow afterLast(Instant start, Instant end) {
        if (lastEnd.isEmpty()) {
            return new TimeWindow(start, end);
        }
        return new TimeWindow(
                later(start, lastEnd.get()), later(end, lastEnd.get().plusMillis(1)));
    }

    private static long hour(Instant time) {
        return time.getEpochSecond() / 3_600;
    }

    /** Moves what lies after {@code now} back to it, as far as it is wall-clock time. */
    void stepBack(Instant now) {
        lastFire = lastFire.map(instant -> earlier(instant, now));
        pendingSince = pendingSince.map(instant -> earlier(instant, now));
    }

    /** Whether the row was not remembered yet. */
    private boolean remember(RowId id, Room room, Instant now) {
        if (seenIds.containsKey(id.hash())) {
            return false;
        }
        if (room.takeId()) {
            seenIds.put(id.hash(), hour(now));
        } else {
            exact = false;
        }
        show(id, room);
        return true;
    }

    private void show(RowId id, Room room) {
        if (rowIds.size() < MOST_ROW_IDS
                && id.text().length() <= LONGEST_ROW_ID
                && room.takeText(id.text().length())) {
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
