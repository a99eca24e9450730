package io.btautomations.core.braintrust;

import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.FailedAttemptException.Repeat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Sends requests as the budget allows, and again if that may help. Safe for use by several threads. */
final class Attempts {

    /** Sends one request. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws FailedAttemptException, ApiException;
    }

    private static final int MOST_REPEATS = 3;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration FIRST_HOLD = Duration.ofSeconds(5);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    private final Peer peer;
    private final RequestBudget budget;
    private final int requestsPerMinute;
    private final Duration longestWait;
    private final Surroundings surroundings;

    Attempts(ApiOptions options, RequestBudget budget, Surroundings surroundings) {
        this.peer = new Peer(options.url());
        this.budget = budget;
        this.requestsPerMinute = options.requestsPerMinute();
        this.longestWait = options.longestWait();
        this.surroundings = surroundings;
    }

    /**
     * Tries until an attempt succeeds or there is no use in another one.
     *
     * @param repeatable whether a further attempt may be made after one that failed
     */
    <T> T until(Attempt<T> attempt, BooleanSupplier repeatable) throws ApiException {
        Patience patience = new Patience(longestWait);
        int repeats = 0;
        int holds = 0;
        while (true) {
            awaitBudget(patience);
            try {
                return attempt.make();
            } catch (FailedAttemptException e) {
                switch (repeatable.getAsBoolean() ? e.repeat() : Repeat.NEVER) {
                    case NEVER -> throw e.explained();
                    case ONCE, SEVERAL_TIMES -> {
                        if (repeats >= (e.repeat() == Repeat.ONCE ? 1 : MOST_REPEATS)) {
                            throw e.explained();
                        }
                        Duration pause = drawn(FIRST_BACKOFF.multipliedBy(1L << repeats));
                        repeats++;
                        pause(longer(pause, e.retryAfter()), patience, e.explained());
                    }
                    case WHEN_ALLOWED -> hold(e, holds++, patience);
                }
            }
        }
    }

    /** Keeps all users of the budget from asking as long as the endpoint wants it. */
    private void hold(FailedAttemptException refused, int holds, Patience patience) throws ApiException {
        Duration wait = refused.retryAfter().filter(Duration::isPositive).orElseGet(() -> holdAfter(holds));
        budget.close(surroundings.clock().now(), wait);
        if (!patience.lasts(wait)) {
            throw new ApiException(refused.explained().getMessage() + "; come back in " + seconds(wait), wait);
        }
    }

    private Duration holdAfter(int holds) {
        Duration whole = FIRST_HOLD.multipliedBy(1L << Math.min(holds, 10));
        Duration half = (whole.compareTo(LONGEST_HOLD) < 0 ? whole : LONGEST_HOLD).dividedBy(2);
        return half.plus(drawn(half));
    }

    private void awaitBudget(Patience patience) throws ApiException {
        Optional<Duration> wait = budget.take(surroundings.clock().now(), requestsPerMinute);
        while (wait.isPresent()) {
            Duration time = wait.get();
            pause(
                    time,
                    patience,
                    new ApiException(
                            "the budget of " + requestsPerMinute + " requests a minute to " + peer
                                    + " is used up, or on hold at its wish, for another " + seconds(time)
                                    + "; ask less often, or let fewer sources share it",
                            time));
            wait = budget.take(surroundings.clock().now(), requestsPerMinute);
        }
    }

    private void pause(Duration time, Patience patience, ApiException otherwise) throws ApiException {
        if (!patience.lasts(time)) {
            throw otherwise;
        }
        patience.spend(time);
        if (!surroundings.pause().pass(time)) {
            throw new ApiException("stopped while waiting for " + peer, Remedy.AGAIN);
        }
    }

    /** A time up to the limit, any as likely as another. */
    private Duration drawn(Duration limit) {
        byte[] bytes = new byte[Long.BYTES];
        surroundings.randomness().nextBytes(bytes);
        long number = ByteBuffer.wrap(bytes).getLong() >>> 1;
        return Duration.ofMillis(number % (limit.toMillis() + 1));
    }

    private static Duration longer(Duration one, Optional<Duration> other) {
        return other.filter(wanted -> wanted.compareTo(one) > 0).orElse(one);
    }

    private static String seconds(Duration time) {
        return time.plusMillis(999).toSeconds() + " s";
    }

    /** How long one question may still wait. */
    private static final class Patience {

        private Duration left;

        Patience(Duration left) {
            this.left = left;
        }

        boolean lasts(Duration time) {
            return time.compareTo(left) <= 0;
        }

        void spend(Duration time) {
            left = left.minus(time);
        }
    }
}
