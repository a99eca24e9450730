package io.btautomations.engine.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times and durations for people. */
final class Moments {

    private Moments() {}

    /** To the second; a dash if there is none. */
    static String time(Optional<Instant> time) {
        return time.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("-");
    }

    /** For example {@code 0.4 s}, {@code 12 s}, {@code 3 min}, {@code 5 h}. */
    static String duration(Duration duration) {
        if (duration.toSeconds() < 10) {
            return "%.1f s".formatted(duration.toMillis() / 1000.0);
        }
        if (duration.toMinutes() < 2) {
            return duration.toSeconds() + " s";
        }
        return duration.toHours() < 2 ? duration.toMinutes() + " min" : duration.toHours() + " h";
    }
}
