package io.btautomations.core.ratelimit;

import static io.btautomations.core.ratelimit.RateLimitDescriptions.NOTIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import io.btautomations.core.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever arrives, fails or is set back: at most one notification per interval, every match in exactly one. */
class RateLimitOnceProperties {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    /** What happens to a limiter. */
    sealed interface Event {

        /** A run of the source, with these row ids in its fragments, which come all at once or one by one. */
        record Run(List<List<String>> fragments, boolean oneByOne) implements Event {}

        /** The source repeats a run that it sent. */
        record Repeat(int which) implements Event {}

        record Wait(int seconds) implements Event {}

        record ClockBack(int seconds) implements Event {}

        record Fault(int failpoint, Failpoints.Fault kind) implements Event {}

        record Restart() implements Event {}

        record Room(boolean full) implements Event {}
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        Arbitrary<List<List<String>>> fragments = Arbitraries.integers()
                .between(0, 12)
                .map(number -> "row" + number)
                .list()
                .ofMaxSize(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        return Arbitraries.<Event>frequencyOf(
                        Tuple.of(
                                6,
                                Combinators.combine(fragments, Arbitraries.of(true, false))
                                        .as(Event.Run::new)),
                        Tuple.of(2, Arbitraries.integers().between(0, 20).map(Event.Repeat::new)),
                        Tuple.of(6, Arbitraries.integers().between(1, 400).map(Event.Wait::new)),
                        Tuple.of(1, Arbitraries.of(1, 30, 59, 61, 600, 86_400).map(Event.ClockBack::new)),
                        Tuple.of(
                                4,
                                Combinators.combine(
                                                Arbitraries.integers().between(0, 15),
                                                Arbitraries.of(Failpoints.Fault.class))
                                        .as(Event.Fault::new)),
                        Tuple.of(1, Arbitraries.just(new Event.Restart())),
                        Tuple.of(1, Arbitraries.of(true, false).map(Event.Room::new)))
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 400)
    void everyMatchIsInExactlyOneNotificationAndThereIsAtMostOnePerInterval(
            @ForAll("histories") List<Event> history, @ForAll NotifyAt notifyAt, @ForAll boolean grouped) {
        World world = new World(notifyAt, grouped);
        history.forEach(world::happen);
        world.comeToRest();
        world.checkLaws();
    }

    /** A limiter, its source and what is true of them. */
    private static final class World {

        private record Row(Instant written, String id) {}

        private final Failpoints failpoints = new Failpoints();
        private final StepHarness harness;
        private final Runs runs;
        private final List<MemoryItem> sent = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();
        private final List<Instant> decisions = new ArrayList<>();
        private final boolean grouped;
        private Instant time = VirtualClock.START;
        private Duration clockError = Duration.ZERO;

        World(NotifyAt notifyAt, boolean grouped) {
            this.grouped = grouped;
            harness = StepHarness.of(RateLimitOnceStep.DESCRIPTOR, failpoints)
                    .set(RateLimitDescriptions.INTERVAL, "5 min")
                    .set(RateLimitDescriptions.NOTIFY_AT, notifyAt.value());
            if (grouped) {
                harness.set(RateLimitDescriptions.GROUP_BY, "id");
            }
            runs = new Runs(harness, time.minusSeconds(10));
        }

        void happen(Event event) {
            switch (event) {
                case Event.Run run -> run(run.fragments(), run.oneByOne());
                case Event.Repeat repeat -> {
                    if (!sent.isEmpty()) {
                        harness.enqueue(Runs.repeated(sent.get(repeat.which() % sent.size()), sent.size()));
                    }
                }
                case Event.Wait wait -> pass(Duration.ofSeconds(wait.seconds()));
                case Event.ClockBack back -> clockError = clockError.minusSeconds(back.seconds());
                case Event.Fault fault -> failpoints.arm(fault.failpoint(), fault.kind());
                case Event.Restart restart -> harness.restart();
                case Event.Room room -> harness.full(NOTIFY, room.full());
            }
            tick();
        }

        private void run(List<List<String>> fragments, boolean oneByOne) {
            pass(Duration.ofSeconds(1));
            Instant start = runs.written();
            List<MemoryItem> items = runs.fragments(time, fragments);
            fragments.forEach(ids -> ids.forEach(id -> rows.add(new Row(start, id))));
            for (MemoryItem item : items) {
                sent.add(item);
                harness.enqueue(item);
                if (oneByOne) {
                    tick();
                }
            }
        }

        private void pass(Duration duration) {
            time = time.plus(duration);
        }

        private void tick() {
            harness.clock().set(time.plus(clockError));
            harness.triggerThroughFaults(1);
            long sequence = Long.parseLong(harness.state().entries().getOrDefault("sequence", "0"));
            while (decisions.size() < sequence) {
                decisions.add(time);
            }
        }

        void comeToRest() {
            failpoints.arm(-1, Failpoints.Fault.CRASH);
            harness.full(NOTIFY, false);
            for (int i = 0; i < 20; i++) {
                pass(Duration.ofMinutes(1));
                tick();
            }
        }

        void checkLaws() {
            assertThat(harness.waiting()).isEmpty();
            Map<Long, MemoryItem> bySequence = new TreeMap<>();
            for (MemoryItem item : harness.output(NOTIFY)) {
                MemoryItem former = bySequence.put(Long.valueOf(item.get(Attributes.LIMIT_SEQUENCE)), item);
                if (former != null) {
                    assertThat(told(item)).isEqualTo(told(former));
                }
            }
            assertThat(bySequence.keySet()).hasSize(decisions.size());
            Map<String, List<MemoryItem>> byGroup = new TreeMap<>();
            bySequence
                    .values()
                    .forEach(item -> byGroup.computeIfAbsent(group(item), key -> new ArrayList<>())
                            .add(item));
            byGroup.forEach(this::checkSpacing);
            long toldOf = 0;
            for (Map.Entry<String, List<MemoryItem>> entry : byGroup.entrySet()) {
                toldOf += checkWindows(entry.getKey(), entry.getValue());
            }
            assertThat(toldOf).isEqualTo(rows.size());
            assertThat(harness.state().entries().getOrDefault("matched", "0")).isEqualTo(String.valueOf(rows.size()));
        }

        private void checkSpacing(String group, List<MemoryItem> items) {
            Instant former = Instant.MIN;
            for (MemoryItem item : items) {
                Instant decided = decisions.get(Integer.parseInt(item.get(Attributes.LIMIT_SEQUENCE)) - 1);
                assertThat(decided.minus(INTERVAL)).isAfterOrEqualTo(former);
                former = decided;
            }
        }

        /** Answers the number of rows that the notifications tell of. */
        private long checkWindows(String group, List<MemoryItem> items) {
            Instant formerEnd = Instant.MIN;
            long toldOf = 0;
            for (MemoryItem item : items) {
                Instant start = Instant.parse(item.get(Attributes.LIMIT_WINDOW_START));
                Instant end = Instant.parse(item.get(Attributes.LIMIT_WINDOW_END));
                assertThat(start).isAfterOrEqualTo(formerEnd).isBefore(end);
                Set<String> within = new HashSet<>();
                for (Row row : rows) {
                    boolean inGroup = !grouped || row.id().equals(group);
                    if (inGroup
                            && !row.written().isBefore(start)
                            && row.written().isBefore(end)) {
                        within.add(row.id());
                        toldOf++;
                    }
                }
                assertThat(item.get(Attributes.LIMIT_COUNT)).isEqualTo(String.valueOf(within.size()));
                formerEnd = end;
            }
            return toldOf;
        }

        private static String group(MemoryItem item) {
            return item.attribute(Attributes.LIMIT_GROUP).orElse("");
        }

        private static Map<String, String> told(MemoryItem item) {
            Map<String, String> told = new TreeMap<>(item.attributes());
            told.keySet().removeIf(name -> !name.startsWith("ratelimit."));
            return told;
        }
    }
}
