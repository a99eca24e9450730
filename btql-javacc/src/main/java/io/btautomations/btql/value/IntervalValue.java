package io.btautomations.btql.value;

import java.time.Duration;

/**
 * A length of time: calendar months, whose length in days varies, and an exact duration.
 *
 * @param months calendar months, may be negative
 * @param duration the rest
 */
public record IntervalValue(long months, Duration duration) implements Value {

    private static final Duration AVERAGE_MONTH = Duration.ofDays(30);

    /** Length for ordering intervals, with a month taken as 30 days. */
    public Duration length() {
        return AVERAGE_MONTH.multipliedBy(months).plus(duration);
    }

    /** The same length backwards. */
    public IntervalValue negated() {
        return new IntervalValue(Math.negateExact(months), duration.negated());
    }
}
