package io.btautomations.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long to wait after failures in a row. Not safe for use by several threads. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Duration first;
    private int failures;
    private Optional<String> lastError = Optional.empty();

    /** @param first the pause after the first failure; it doubles with every further one, up to five minutes */
    Backoff(Duration first) {
        this.first = first.isZero() ? Duration.ofSeconds(1) : first;
    }

    /** Counts a failure; when to try again. */
    Instant failed(RunFailure reason, Instant now) {
        failures++;
        lastError = Optional.of(String.valueOf(reason.getMessage()));
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, 16));
        Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return now.plus(reason.retryAfter().orElse(bounded));
    }

    /** Forgets the failures; whether there were any. */
    boolean succeeded() {
        boolean recovered = failures > 0;
        failures = 0;
        lastError = Optional.empty();
        return recovered;
    }

    int failures() {
        return failures;
    }

    Optional<String> lastError() {
        return lastError;
    }
}
