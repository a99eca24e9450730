package io.btautomations.engine.http;

import io.btautomations.engine.overview.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/** Numbers and moments as the page shows them. */
final class Words {

    private static final String NOTHING = "\u2013";
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Words() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A dash if there is none. */
    static String number(OptionalLong number) {
        return number.isPresent() ? number(number.getAsLong()) : NOTHING;
    }

    /** For example {@code 1.5 MB}. */
    static String bytes(long bytes) {
        double rest = bytes;
        int unit = 0;
        while (rest >= 1000 && unit < UNITS.length - 1) {
            rest /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", rest, UNITS[unit]);
    }

    /** For example {@code 12 s ago} or {@code in 5 min}. */
    static String relative(Instant moment, Instant now) {
        Duration past = Duration.between(moment, now);
        if (past.abs().toSeconds() < 1) {
            return "now";
        }
        return past.isNegative() ? "in " + Moments.duration(past.negated()) : Moments.duration(past) + " ago";
    }

    static String nothing() {
        return NOTHING;
    }
}
