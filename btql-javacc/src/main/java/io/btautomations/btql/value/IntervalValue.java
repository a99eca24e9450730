package io.btautomations.btql.value;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A length of time: calendar months, whose length in days varies, and an exact duration.
 *
 * @param months calendar months, may be negative
 * @param duration the rest
 */
public record IntervalValue(long months, Duration duration) implements Value {

    private static final BigDecimal AVERAGE_MONTH =
            BigDecimal.valueOf(Duration.ofDays(30).toSeconds());

    /** Seconds for ordering intervals, with a month taken as 30 days. */
    BigDecimal length() {
        return AVERAGE_MONTH
                .multiply(BigDecimal.valueOf(months))
                .add(BigDecimal.valueOf(duration.getSeconds()))
                .add(BigDecimal.valueOf(duration.getNano(), 9));
    }

    /** The same length backwards. */
    public IntervalValue negated() {
        return new IntervalValue(Math.negateExact(months), duration.negated());
    }
}
