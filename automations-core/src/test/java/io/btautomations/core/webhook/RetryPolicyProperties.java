package io.btautomations.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.http.RetryAfter;
import io.btautomations.core.testkit.SeededRandomness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryPolicyProperties {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetryPolicy DEFAULT =
            new RetryPolicy(20, Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(24));

    @Property
    void aPauseLiesWithinItsLimit(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 19) int attempt,
            @ForAll @LongRange(min = 0, max = 72_000) long passed) {
        Instant now = START.plusSeconds(passed);
        Optional<Instant> next = DEFAULT.next(attempt, START, now, Optional.empty(), new SeededRandomness(seed));
        assertThat(next)
                .hasValueSatisfying(time ->
                        assertThat(Duration.between(now, time)).isBetween(Duration.ZERO, DEFAULT.limit(attempt)));
    }

    @Property
    void theReceiverIsLeftAloneForAsLongAsItAsks(
            @ForAll long seed, @ForAll @LongRange(min = 0, max = 200_000) long asked) {
        Optional<Instant> next =
                DEFAULT.next(1, START, START, Optional.of(Duration.ofSeconds(asked)), new SeededRandomness(seed));
        if (asked > 86_400) {
            assertThat(next).isEmpty();
        } else {
            assertThat(next).hasValueSatisfying(time -> assertThat(time).isAfterOrEqualTo(START.plusSeconds(asked)));
        }
    }

    @Property
    void theTimeLimitIsKept(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 19) int attempt,
            @ForAll @LongRange(min = 0, max = 200_000) long passed) {
        Optional<Instant> next =
                DEFAULT.next(attempt, START, START.plusSeconds(passed), Optional.empty(), new SeededRandomness(seed));
        next.ifPresent(time -> assertThat(time).isBeforeOrEqualTo(START.plus(Duration.ofHours(24))));
    }

    @Example
    void limitsDoubleUpToTheMost() {
        assertThat(IntStream.of(1, 2, 3, 10, 11, 1000)
                        .mapToObj(attempt -> DEFAULT.limit(attempt).toSeconds()))
                .containsExactly(5L, 10L, 20L, 2560L, 3600L, 3600L);
    }

    @Example
    void pausesOfTheFullJitterSpreadOverTheirWholeRange() {
        SeededRandomness randomness = new SeededRandomness(7);
        long[] pauses = IntStream.range(0, 1000)
                .mapToLong(i -> Duration.between(
                                START,
                                DEFAULT.next(5, START, START, Optional.empty(), randomness)
                                        .orElseThrow())
                        .toMillis())
                .sorted()
                .toArray();
        assertThat(pauses[100]).isBetween(4_000L, 12_000L);
        assertThat(pauses[500]).isBetween(34_000L, 46_000L);
        assertThat(pauses[900]).isBetween(68_000L, 76_000L);
    }

    @Example
    void theLastAttemptIsTheLast() {
        assertThat(DEFAULT.next(20, START, START, Optional.empty(), new SeededRandomness(1)))
                .isEmpty();
    }

    @Example
    void retryAfterIsSecondsOrADate() {
        assertThat(RetryAfter.parse(" 120 ", START)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:01:00 GMT", START)).contains(Duration.ofMinutes(1));
        assertThat(RetryAfter.parse("Thu, 01 Jan 1970 00:00:00 GMT", START)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("soon", START)).isEmpty();
        assertThat(RetryAfter.parse("-1", START)).isEmpty();
        assertThat(RetryAfter.parse("99999999999999999999", START)).isEmpty();
    }
}
