package io.btautomations.core.webhook;

import io.btautomations.core.port.Randomness;
import io.btautomations.core.setting.Settings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to try again: after a pause drawn at random from nothing to a limit that doubles with each attempt, but not
 * before the receiver asks for it.
 *
 * @param maxAttempts number of attempts in all
 * @param initial limit of the first pause
 * @param most limit of all pauses
 * @param timeLimit time from the first attempt in which the last one must begin
 */
record RetryPolicy(long maxAttempts, Duration initial, Duration most, Duration timeLimit) {

    static RetryPolicy of(Settings settings) {
        return new RetryPolicy(
                settings.get(WebhookDescriptions.MAX_ATTEMPTS),
                settings.get(WebhookDescriptions.INITIAL_BACKOFF),
                settings.get(WebhookDescriptions.MAX_BACKOFF),
                settings.get(WebhookDescriptions.DELIVERY_TIME_LIMIT));
    }

    /**
     * The time of the next attempt; empty if there is to be none.
     *
     * @param attempt number of attempts made, at least 1
     * @param first time of the first attempt
     * @param asked how long the receiver asked to be left alone
     */
    Optional<Instant> next(long attempt, Instant first, Instant now, Optional<Duration> asked, Randomness randomness) {
        if (attempt >= maxAttempts) {
            return Optional.empty();
        }
        Duration pause = drawn(limit(attempt), randomness);
        if (asked.filter(wanted -> wanted.compareTo(pause) > 0).isPresent()) {
            return within(first, now, asked.get());
        }
        return within(first, now, pause);
    }

    /** Limit of the pause after this attempt. */
    Duration limit(long attempt) {
        Duration limit = initial;
        for (long i = 1; i < attempt && limit.compareTo(most) < 0; i++) {
            limit = limit.multipliedBy(2);
        }
        return limit.compareTo(most) < 0 ? limit : most;
    }

    private Optional<Instant> within(Instant first, Instant now, Duration pause) {
        boolean inTime = Duration.between(first, now).plus(pause).compareTo(timeLimit) <= 0;
        return inTime ? Optional.of(now.plus(pause)) : Optional.empty();
    }

    private static Duration drawn(Duration limit, Randomness randomness) {
        byte[] bytes = new byte[Long.BYTES];
        randomness.nextBytes(bytes);
        long number = ByteBuffer.wrap(bytes).getLong() >>> 1;
        return Duration.ofMillis(number % (limit.toMillis() + 1));
    }
}
