package io.btautomations.core.source.live;

import io.btautomations.core.port.WallClock;
import java.time.Duration;
import java.time.Instant;

/** What a run may still read. For one thread. */
final class RunBudget {

    private final WallClock clock;
    private final Instant deadline;
    private long pages;
    private long rows;
    private long bytes;

    /** A budget from now on. */
    RunBudget(WallClock clock, Duration time, long pages, long rows, long bytes) {
        this.clock = clock;
        this.deadline = clock.now().plus(time);
        this.pages = pages;
        this.rows = rows;
        this.bytes = bytes;
    }

    /** One that is never spent. */
    static RunBudget unlimited(WallClock clock) {
        return new RunBudget(clock, Duration.ofDays(36_500), Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** How many rows may still be asked for at a time, at least one. */
    long rows(long pageSize) {
        return Math.max(1, Math.min(pageSize, rows));
    }

    void page() {
        pages--;
    }

    void row(int length) {
        rows--;
        bytes -= length;
    }

    boolean isSpent() {
        return pages <= 0 || rows <= 0 || bytes <= 0 || !clock.now().isBefore(deadline);
    }
}
