package io.btautomations.core.braintrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.ApiOptions.Wire;
import io.btautomations.core.braintrust.FailedAttemptException.Repeat;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RequestBudgetProperties {

    private static final URI HERE = URI.create("https://api.example.com");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What a server does with a request. */
    enum Reaction {
        ANSWERS,
        ASKS_TO_WAIT,
        ASKS_TO_SLOW_DOWN,
        FAILS
    }

    /**
     * Something that happens.
     *
     * @param millis after what happened before
     * @param client who asks then
     * @param reactions of the server to its requests, the last one to all that follow
     */
    record Event(int millis, int client, List<Reaction> reactions) {}

    @Property(tries = 300)
    void noMinuteHasMoreRequestsThanTheBudgetWhateverTheServerSays(
            @ForAll("events") @Size(max = 60) List<Event> events, @ForAll @IntRange(min = 1, max = 25) int most) {
        World world = new World();
        List<Instant> sent = new ArrayList<>();
        List<Instant> closedUntil = new ArrayList<>(List.of(Instant.MIN));
        List<Attempts> clients = List.of(client(world, most), client(world, most), client(world, most));
        for (Event event : events) {
            world.clock.advance(Duration.ofMillis(event.millis()));
            world.waits.clear();
            int[] next = {0};
            try {
                clients.get(event.client())
                        .until(
                                () -> {
                                    Instant now = world.clock.now();
                                    assertThat(now).isAfterOrEqualTo(closedUntil.getLast());
                                    sent.add(now);
                                    int index = Math.min(
                                            next[0]++, event.reactions().size() - 1);
                                    return react(event.reactions().get(index), now, closedUntil);
                                },
                                () -> true);
            } catch (ApiException e) {
                assertThat(e.remedy()).isEqualTo(Remedy.AGAIN);
            }
            assertThat(world.waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isLessThanOrEqualTo(Duration.ofMinutes(3));
        }
        for (int i = 0; i + most < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i), sent.get(i + most))).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    private static Answer react(Reaction reaction, Instant now, List<Instant> closedUntil)
            throws FailedAttemptException {
        switch (reaction) {
            case ANSWERS -> {
                return new Answer(0, Optional.empty(), now, Optional.empty());
            }
            case FAILS -> throw new FailedAttemptException(again(), Repeat.SEVERAL_TIMES);
            case ASKS_TO_SLOW_DOWN -> throw new FailedAttemptException(again(), Repeat.WHEN_ALLOWED);
            case ASKS_TO_WAIT -> {
                Duration wait = Duration.ofSeconds(17);
                closedUntil.add(now.plus(wait));
                throw new FailedAttemptException(again(), Repeat.WHEN_ALLOWED, Optional.of(wait));
            }
        }
        throw new AssertionError(reaction);
    }

    private static ApiException again() {
        return new ApiException("later", Remedy.AGAIN);
    }

    /** A budget that is not used up is never waited for. */
    @Property(tries = 100)
    void whoeverKeepsToTheBudgetDoesNotWait(@ForAll @IntRange(min = 1, max = 25) int most) throws ApiException {
        World world = new World();
        Attempts client = client(world, most);
        for (int i = 0; i < 3 * most; i++) {
            client.until(() -> true, () -> true);
            world.clock.advance(MINUTE.dividedBy(most).plusMillis(1));
        }
        assertThat(world.waits).isEmpty();
    }

    @Property(tries = 200)
    void aClockThatStepsMakesNobodyWaitLongerThanAMinute(
            @ForAll @Size(max = 40) List<@IntRange(min = -10_000_000, max = 10_000_000) Integer> steps,
            @ForAll @IntRange(min = 1, max = 3) int most) {
        RequestBudget budget = new RequestBudget();
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        for (int step : steps) {
            now = now.plusMillis(step);
            Optional<Duration> wait = budget.take(now, most);
            if (wait.isPresent()) {
                assertThat(wait.get()).isPositive().isLessThanOrEqualTo(MINUTE);
                assertThat(budget.take(now.plus(wait.get()), most)).isEmpty();
            }
        }
    }

    @Property(tries = 20)
    void ofSeveralThreadsOnlyAsManyPassAsTheBudgetHas(@ForAll @IntRange(min = 1, max = 50) int most) throws Exception {
        RequestBudget budget = new RequestBudget();
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        List<Future<Boolean>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 100; i++) {
                tries.add(threads.submit(() -> budget.take(now, most).isEmpty()));
            }
        }
        int passed = 0;
        for (Future<Boolean> passing : tries) {
            passed += passing.get() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(most);
    }

    @Example
    void anOrganizationHasOneBudgetAndSoHasAKeyWithoutOne() {
        RequestBudgets budgets = new RequestBudgets();
        RequestBudget acme = budgets.of(options("https://api.example.com", "k1", Optional.of("acme")));
        assertThat(budgets.of(options("https://API.example.com/prefix", "k2", Optional.of("acme"))))
                .isSameAs(acme);
        RequestBudget key = budgets.of(options("https://api.example.com", "k1", Optional.empty()));
        assertThat(budgets.of(options("https://api.example.com", "k1", Optional.empty())))
                .isSameAs(key)
                .isNotSameAs(acme);
        assertThat(budgets.of(options("https://api.example.com", "k2", Optional.empty())))
                .isNotSameAs(key);
        assertThat(budgets.of(options("https://api-eu.example.com", "k1", Optional.of("acme"))))
                .isNotSameAs(acme);
    }

    @Example
    void aWaitThatIsTooLongIsLeftToTheCaller() {
        World world = new World();
        ApiException refused = catchThrowableOfType(
                ApiException.class,
                () -> client(world, 20)
                        .until(
                                () -> {
                                    throw new FailedAttemptException(
                                            new ApiException("no more for now", Duration.ofHours(1)),
                                            Repeat.WHEN_ALLOWED,
                                            Optional.of(Duration.ofHours(1)));
                                },
                                () -> true));
        assertThat(refused).hasMessage("no more for now; come back in 3600 s");
        assertThat(refused.remedy()).isEqualTo(Remedy.AGAIN);
        assertThat(refused.retryAfter()).contains(Duration.ofHours(1));
        assertThat(world.waits).isEmpty();

        ApiException other =
                catchThrowableOfType(ApiException.class, () -> client(world, 20).until(() -> true, () -> true));
        assertThat(other)
                .hasMessage(
                        "the budget of 20 requests a minute to https://api.example.com is used up, or on hold at its"
                                + " wish, for another 3600 s; ask less often, or let fewer sources share it");
        assertThat(other.retryAfter()).contains(Duration.ofHours(1));
    }

    private static Attempts client(World world, int most) {
        ApiOptions options = options(HERE.toString(), World.KEY, Optional.of("acme"), most);
        return new Attempts(options, world.budgets.of(options), world.surroundings());
    }

    private static ApiOptions options(String url, String key, Optional<String> organization) {
        return options(url, key, organization, 20);
    }

    private static ApiOptions options(String url, String key, Optional<String> organization, int most) {
        return new ApiOptions(
                URI.create(url),
                key,
                organization,
                Duration.ofSeconds(30),
                most,
                Wire.JSON,
                true,
                1 << 20,
                Duration.ofMinutes(3));
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<List<Reaction>> reactions = Arbitraries.frequency(
                        Tuple.of(6, Reaction.ANSWERS),
                        Tuple.of(1, Reaction.ASKS_TO_WAIT),
                        Tuple.of(1, Reaction.ASKS_TO_SLOW_DOWN),
                        Tuple.of(1, Reaction.FAILS))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
        return Combinators.combine(Arbitraries.of(0, 1, 100, 2_500, 30_000), Arbitraries.of(0, 1, 2), reactions)
                .as(Event::new)
                .list()
                .ofMaxSize(60);
    }
}
