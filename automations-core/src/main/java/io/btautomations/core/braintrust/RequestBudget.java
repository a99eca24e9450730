package io.btautomations.core.braintrust;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Requests of the last minute, of all that share an organization's budget. A clock that steps backwards makes waits at
 * most as long as they would have been in full. Safe for use by several threads.
 */
final class RequestBudget {

    /** A budget is for this time, wherever it begins. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final Deque<Instant> granted = new ArrayDeque<>();
    private Instant closedAt = Instant.EPOCH;
    private Duration closedFor = Duration.ZERO;

    /**
     * Takes one request out of the budget.
     *
     * @param most requests in any minute
     * @return empty if it was taken; else how long to wait before asking again
     */
    synchronized Optional<Duration> take(Instant now, int most) {
        follow(now);
        Duration closed = closedFor.minus(Duration.between(closedAt, now));
        if (closed.isPositive()) {
            return Optional.of(closed);
        }
        while (!granted.isEmpty() && age(granted.peekFirst(), now).compareTo(WINDOW) >= 0) {
            granted.removeFirst();
        }
        if (granted.size() < most) {
            granted.addLast(now);
            return Optional.empty();
        }
        Instant freed =
                granted.stream().skip((long) granted.size() - most).findFirst().orElse(now);
        return Optional.of(WINDOW.minus(age(freed, now)));
    }

    /** Lets nobody take anything for this time. */
    synchronized void close(Instant now, Duration time) {
        follow(now);
        if (time.compareTo(closedFor.minus(Duration.between(closedAt, now))) > 0) {
            closedAt = now;
            closedFor = time;
        }
    }

    /** What would lie in the future happened now. */
    private void follow(Instant now) {
        if (closedAt.isAfter(now)) {
            closedAt = now;
        }
        if (!granted.isEmpty() && granted.peekLast().isAfter(now)) {
            int size = granted.size();
            for (int i = 0; i < size; i++) {
                Instant then = granted.removeFirst();
                granted.addLast(then.isAfter(now) ? now : then);
            }
        }
    }

    private static Duration age(Instant then, Instant now) {
        return Duration.between(then, now);
    }
}
