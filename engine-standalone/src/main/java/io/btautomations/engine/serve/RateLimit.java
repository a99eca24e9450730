package io.btautomations.engine.serve;

import io.btautomations.core.port.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** So many requests a minute, counted from the first one. Safe for use by several threads. */
final class RateLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final OptionalInt most;
    private final WallClock clock;
    private Instant begin = Instant.MIN;
    private int count;

    RateLimit(OptionalInt most, WallClock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** @throws RequestFailure if it was one too many */
    synchronized void take() throws RequestFailure {
        if (most.isEmpty()) {
            return;
        }
        Instant now = clock.now();
        if (now.isBefore(begin) || !now.isBefore(end())) {
            begin = now;
            count = 0;
        }
        if (count >= most.getAsInt()) {
            long seconds =
                    Math.max(1, Duration.between(now, end()).plusMillis(999).toSeconds());
            throw RequestFailure.tooMany(
                    "more than " + most.getAsInt() + " queries within a minute; ask again in " + seconds + " s",
                    seconds);
        }
        count++;
    }

    private Instant end() {
        return begin.equals(Instant.MIN) ? begin : begin.plus(WINDOW);
    }
}
