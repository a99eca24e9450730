package io.btautomations.engine.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Times and durations for people. */
public final class Moments {

    private Moments() {}

    /** To the second; a dash if there is none. */
    public static String time(Optional<Instant> time) {
        return time.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("-");
    }

    /** For example {@code 7 ms}, {@code 0.4 s}, {@code 12 s}, {@code 3 min}, {@code 5 h}, {@code 4 d}. */
    public static String duration(Duration duration) {
        if (duration.toMillis() < 100) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() < 10) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (duration.toMinutes() < 2) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() < 2) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() < 3 ? duration.toHours() + " h" : duration.toDays() + " d";
    }
}
