package io.btautomations.core.ratelimit;

import static io.btautomations.core.ratelimit.RateLimitDescriptions.FAILURE;
import static io.btautomations.core.ratelimit.RateLimitDescriptions.NOTIFY;
import static io.btautomations.core.ratelimit.RateLimitDescriptions.SUPPRESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import io.btautomations.core.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitOnceStepTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final StepHarness harness = harness(new Failpoints());
    private final Runs runs = new Runs(harness, VirtualClock.START.minusSeconds(60));

    private static StepHarness harness(Failpoints failpoints) {
        return StepHarness.of(RateLimitOnceStep.DESCRIPTOR, failpoints).set(RateLimitDescriptions.INTERVAL, "1 h");
    }

    @Test
    void theFirstMatchFiresAtOnceForTheIntervalUpToItsRun() {
        List<MemoryItem> run = runs.run(VirtualClock.START, List.of("a", "b"));
        harness.triggerUntilIdle(10);

        MemoryItem notification = only(harness.output(NOTIFY));
        assertThat(notification.id()).isEqualTo(run.get(0).id());
        assertThat(notification.text()).isEqualTo(run.get(0).text());
        assertThat(notification.attributes())
                .containsAllEntriesOf(Map.of(
                        "ratelimit.interval.seconds", "3600",
                        "ratelimit.count", "2",
                        "ratelimit.count.exact", "true",
                        "ratelimit.window.start", Attributes.time(VirtualClock.START.minus(HOUR)),
                        "ratelimit.window.end", Attributes.time(VirtualClock.START),
                        "ratelimit.sequence", "1",
                        "ratelimit.row.ids", "[\"a\",\"b\"]",
                        "alert.state", "firing"));
        assertThat(notification.attributes()).doesNotContainKeys("ratelimit.group", "ratelimit.superseded");
        assertThat(harness.output(SUPPRESSED)).isEmpty();
    }

    @Test
    void laterMatchesAreCountedAndFireAsOneWhenTheIntervalEnds() {
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        harness.takeOutput(NOTIFY);
        Instant firstEnd = runs.written();

        harness.clock().advance(MINUTE);
        runs.run(MINUTE, List.of("b", "c"));
        runs.run(MINUTE, List.of("d"));
        runs.run(MINUTE, List.of());
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();
        assertThat(harness.output(SUPPRESSED)).hasSize(3);

        harness.clock().set(VirtualClock.START.plus(HOUR).minusMillis(1));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();

        harness.clock().advance(Duration.ofMillis(1));
        harness.triggerUntilIdle(10);
        MemoryItem notification = only(harness.output(NOTIFY));
        assertThat(notification.get(Attributes.LIMIT_COUNT)).isEqualTo("3");
        assertThat(notification.get(Attributes.LIMIT_SEQUENCE)).isEqualTo("2");
        assertThat(notification.get(Attributes.LIMIT_WINDOW_START)).isEqualTo(Attributes.time(firstEnd));
        assertThat(notification.get(Attributes.LIMIT_WINDOW_END)).isEqualTo(Attributes.time(runs.written()));
        assertThat(notification.get(Attributes.AUTOMATION_NAME)).isEqualTo("High-Priority Factuality");
        assertThat(notification.get(Attributes.AUTOMATION_GENERATION)).isEqualTo(Runs.GENERATION);
        assertThat(notification.text()).isEmpty();
        assertThat(notification.get(Attributes.RECORD_COUNT)).isEqualTo("0");
    }

    @Test
    void silenceIsNotNotified() {
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        harness.takeOutput(NOTIFY);
        harness.clock().advance(HOUR.multipliedBy(3));
        runs.run(HOUR.multipliedBy(3), List.of());
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();
    }

    @Test
    void aRunInSeveralPartsIsToldOfAsOne() {
        List<MemoryItem> items =
                runs.fragments(runs.written().plus(MINUTE), List.of(List.of("a", "b"), List.of("c"), List.of()));
        harness.enqueue(items.get(0));
        harness.enqueue(items.get(1));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();

        harness.enqueue(items.get(2));
        harness.triggerUntilIdle(10);
        assertThat(only(harness.output(NOTIFY)).get(Attributes.LIMIT_COUNT)).isEqualTo("3");
    }

    @Test
    void aRunWhoseRestWentAnotherWayIsWaitedForAMinute() {
        List<MemoryItem> items = runs.fragments(runs.written().plus(MINUTE), List.of(List.of("a"), List.of("b")));
        harness.enqueue(items.get(0));
        harness.triggerUntilIdle(10);
        harness.clock().advance(Duration.ofSeconds(59));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();
        harness.clock().advance(Duration.ofSeconds(1));
        harness.triggerUntilIdle(10);
        assertThat(only(harness.output(NOTIFY)).get(Attributes.LIMIT_COUNT)).isEqualTo("1");
    }

    @Test
    void atIntervalEndTheFirstMatchOpensTheInterval() {
        harness.set(RateLimitDescriptions.NOTIFY_AT, "Interval End");
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();
        harness.clock().advance(HOUR);
        harness.triggerUntilIdle(10);
        assertThat(only(harness.takeOutput(NOTIFY)).get(Attributes.LIMIT_COUNT)).isEqualTo("1");

        harness.clock().advance(HOUR.dividedBy(2));
        runs.run(MINUTE, List.of("b"));
        harness.triggerUntilIdle(10);
        harness.clock().advance(HOUR.dividedBy(2));
        harness.triggerUntilIdle(10);
        assertThat(only(harness.output(NOTIFY)).get(Attributes.LIMIT_COUNT)).isEqualTo("1");
    }

    @Test
    void aSourceThatCatchesUpIsCountedUntilItIsLevel() {
        runs.catchingUp(true);
        runs.run(HOUR, List.of("a"));
        runs.run(HOUR, List.of("b", "c"));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();

        Instant start = runs.written().minus(HOUR.multipliedBy(2));
        runs.catchingUp(false).run(MINUTE, List.of());
        harness.triggerUntilIdle(10);
        MemoryItem notification = only(harness.output(NOTIFY));
        assertThat(notification.get(Attributes.LIMIT_COUNT)).isEqualTo("3");
        assertThat(notification.get(Attributes.LIMIT_WINDOW_START)).isEqualTo(Attributes.time(start));
        assertThat(notification.get(Attributes.LIMIT_WINDOW_END)).isEqualTo(Attributes.time(runs.written()));
    }

    @Test
    void aSourceThatNeverGetsLevelIsNotWaitedForLongerThanMaxHold() {
        harness.set(RateLimitDescriptions.MAX_HOLD, "10 min");
        runs.catchingUp(true).run(HOUR, List.of("a"));
        harness.triggerUntilIdle(10);
        harness.clock().advance(Duration.ofMinutes(10));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).hasSize(1);
    }

    @Test
    void aForeignItemIsCountedWhenItArrives() {
        harness.enqueue("{\"id\":1}\n{\"id\":2}\n{\"id\":2}\n", Map.of());
        harness.triggerUntilIdle(10);
        MemoryItem first = only(harness.takeOutput(NOTIFY));
        assertThat(first.get(Attributes.LIMIT_COUNT)).isEqualTo("2");

        harness.clock().advance(HOUR);
        harness.enqueue("{\"id\":2}", Map.of());
        harness.triggerUntilIdle(10);
        MemoryItem second = only(harness.output(NOTIFY));
        assertThat(second.get(Attributes.LIMIT_COUNT)).isEqualTo("1");
        assertThat(second.get(Attributes.LIMIT_WINDOW_START)).isEqualTo(first.get(Attributes.LIMIT_WINDOW_END));
    }

    @Test
    void anUpdatedRowCountsOncePerNotificationUnlessEveryVersionIsWanted() {
        runs.run(MINUTE, List.of("x"));
        runs.run(MINUTE, List.of("a", "a"));
        runs.run(MINUTE, List.of("a", "b"));
        harness.triggerUntilIdle(10);
        assertThat(only(harness.takeOutput(NOTIFY)).get(Attributes.LIMIT_COUNT)).isEqualTo("3");
        assertThat(harness.events().count(RateLimitDescriptions.ROWS_MATCHED)).isEqualTo(5);
        assertThat(harness.events().count(RateLimitDescriptions.ROWS_REPEATED)).isEqualTo(2);

        harness.set(RateLimitDescriptions.UPDATED_ROWS, "Every Version").restart();
        harness.clock().advance(HOUR);
        runs.run(MINUTE, List.of("a", "a", "b"));
        harness.triggerUntilIdle(10);
        assertThat(only(harness.output(NOTIFY)).get(Attributes.LIMIT_COUNT)).isEqualTo("3");
    }

    @Test
    void aRepeatedRunIsNotCountedAgain() {
        MemoryItem item = runs.run(MINUTE, List.of("a", "b")).get(0);
        harness.triggerUntilIdle(10);
        harness.enqueue(Runs.repeated(item, 1));
        harness.triggerUntilIdle(10);
        harness.clock().advance(HOUR);
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).hasSize(1);
        assertThat(harness.state().entries()).containsEntry("matched", "2");
    }

    @Test
    void aResetOfTheAutomationFiresWhatWaitsAndStartsFresh() {
        runs.run(MINUTE, List.of("a"));
        runs.run(MINUTE, List.of("b"));
        harness.triggerUntilIdle(10);
        harness.clock().advance(MINUTE);
        runs.run(MINUTE, List.of("c", "d"));
        harness.triggerUntilIdle(10);
        harness.takeOutput(NOTIFY);

        String next = "01JV0000000000000000000002";
        runs.generation(next).run(MINUTE, List.of("e"));
        harness.triggerUntilIdle(10);
        List<MemoryItem> sent = harness.output(NOTIFY);
        assertThat(sent).hasSize(2);
        assertThat(sent)
                .anySatisfy(item -> assertThat(item.attributes())
                        .containsEntry("ratelimit.superseded", "true")
                        .containsEntry("automation.generation", Runs.GENERATION)
                        .containsEntry("ratelimit.count", "2")
                        .containsEntry("ratelimit.sequence", "2"))
                .anySatisfy(item -> assertThat(item.attributes())
                        .containsEntry("automation.generation", next)
                        .containsEntry("ratelimit.count", "1")
                        .containsEntry("ratelimit.sequence", "1"));
    }

    @Test
    void whatWaitedWhenAnotherAutomationCameIsToldOfUnderItsOwnNameAndFilter() {
        enqueue("first", "error IS NOT NULL", Runs.GENERATION, "a");
        harness.triggerUntilIdle(10);
        enqueue("first", "error IS NOT NULL", Runs.GENERATION, "b");
        harness.triggerUntilIdle(10);
        harness.takeOutput(NOTIFY);

        enqueue("second", "scores.Factuality < 0.5", "01JV0000000000000000000002", "c");
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY))
                .extracting(
                        item -> item.get(Attributes.AUTOMATION_ID),
                        item -> item.get(Attributes.FILTER),
                        item -> item.get(Attributes.LIMIT_ROW_IDS))
                .containsExactlyInAnyOrder(
                        tuple("first", "error IS NOT NULL", "[\"b\"]"),
                        tuple("second", "scores.Factuality < 0.5", "[\"c\"]"));
        assertThat(harness.state().entries().keySet()).noneMatch(name -> name.startsWith("former."));
    }

    @Test
    void whatWaitedWhenAnotherAutomationCameKeepsItsNameThroughACrash() {
        int injected = Failpoints.sweep(failpoints -> {
            StepHarness swept = harness(failpoints);
            enqueue(swept, "first", "error IS NOT NULL", Runs.GENERATION, "a");
            swept.triggerThroughFaults(2);
            enqueue(swept, "first", "error IS NOT NULL", Runs.GENERATION, "b");
            swept.triggerThroughFaults(2);
            enqueue(swept, "second", "tags IS NULL", "01JV0000000000000000000002", "c");
            swept.triggerThroughFaults(3);
            swept.clock().advance(Duration.ofMinutes(2));
            swept.triggerThroughFaults(3);
            assertThat(swept.output(NOTIFY))
                    .extracting(item -> item.get(Attributes.AUTOMATION_ID), item -> item.get(Attributes.LIMIT_ROW_IDS))
                    .containsOnly(tuple("first", "[\"a\"]"), tuple("first", "[\"b\"]"), tuple("second", "[\"c\"]"));
        });
        assertThat(injected).isGreaterThan(30);
    }

    @Test
    void everyAttributeOfANotificationWithoutInputIsDeclared() {
        enqueue("first", "error IS NOT NULL", Runs.GENERATION, "a");
        harness.triggerUntilIdle(10);
        enqueue("first", "error IS NOT NULL", Runs.GENERATION, "b");
        harness.triggerUntilIdle(10);
        harness.takeOutput(NOTIFY);
        harness.clock().advance(HOUR);
        harness.triggerUntilIdle(10);

        MemoryItem notification = only(harness.output(NOTIFY));
        assertThat(notification.text()).isEmpty();
        assertThat(RateLimitDescriptions.WRITES.stream().map(AttributeDescriptor::name))
                .containsAll(notification.attributes().keySet());
    }

    private void enqueue(String automation, String filter, String generation, String id) {
        enqueue(harness, automation, filter, generation, id);
    }

    private static void enqueue(StepHarness harness, String automation, String filter, String generation, String id) {
        harness.enqueue(
                "{\"id\":\"" + id + "\"}",
                Map.of(
                        Attributes.AUTOMATION_ID.name(), automation,
                        Attributes.FILTER.name(), filter,
                        Attributes.AUTOMATION_GENERATION.name(), generation));
    }

    @Test
    void whileNotifyFindsNoRoomMatchesGatherIntoOneNotification() {
        harness.full(NOTIFY, true);
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        harness.clock().advance(HOUR.multipliedBy(3));
        runs.run(HOUR.multipliedBy(3), List.of("b"));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();

        harness.full(NOTIFY, false);
        harness.triggerUntilIdle(10);
        MemoryItem notification = only(harness.output(NOTIFY));
        assertThat(notification.get(Attributes.LIMIT_COUNT)).isEqualTo("2");
        assertThat(Instant.parse(notification.get(Attributes.LIMIT_WINDOW_START)))
                .isBeforeOrEqualTo(VirtualClock.START.minusSeconds(60));
    }

    @Test
    void aTestRunIsSentOnAndLeavesTheBooksAlone() {
        Map<String, String> test = Map.of(Attributes.AUTOMATION_IS_TEST.name(), "true");
        harness.enqueue("{\"id\":1}\n", test);
        harness.enqueue("{\"id\":1}\n{\"id\":3}\n", test);
        harness.enqueue("", test);
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY))
                .extracting(item -> item.get(Attributes.LIMIT_COUNT))
                .containsExactly("1", "2");
        assertThat(harness.output(SUPPRESSED)).hasSize(1);
        assertThat(harness.events().warnings())
                .singleElement()
                .asString()
                .contains("adjust the BTQL filter or the interval");
        assertThat(harness.state().entries()).isEmpty();
    }

    @Test
    void anInputThatContradictsItselfGoesToFailure() {
        harness.enqueue("{\"id\":1}\n", Map.of(Attributes.RECORD_COUNT.name(), "many"));
        harness.enqueue("{\"id\":1}\n{\"id\":2}\n", Map.of(Attributes.RECORD_COUNT.name(), "1"));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(FAILURE))
                .extracting(item -> item.get(Attributes.LIMIT_ERROR))
                .containsExactly(
                        "record.count must be a whole number, got 'many'",
                        "record.count is 1, but the content has 2 rows; count the rows anew after changing the content");
        assertThat(harness.output(NOTIFY)).isEmpty();
    }

    @Test
    void beyondTheIdsThatCanBeKeptTheCountSaysSo() {
        List<String> ids =
                IntStream.range(0, Room.MOST_IDS + 1).mapToObj(String::valueOf).toList();
        runs.run(MINUTE, ids);
        harness.triggerUntilIdle(10);
        MemoryItem notification = only(harness.output(NOTIFY));
        assertThat(notification.get(Attributes.LIMIT_COUNT)).isEqualTo(String.valueOf(ids.size()));
        assertThat(notification.get(Attributes.LIMIT_COUNT_EXACT)).isEqualTo("false");
    }

    @Test
    void aRowIsNotCountedAgainWithinThePeriod() {
        harness.set(RateLimitDescriptions.UPDATED_ROWS, "Once per Period")
                .set(RateLimitDescriptions.UPDATED_ROWS_PERIOD, "2 d");
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        harness.clock().advance(Duration.ofHours(47));
        runs.run(MINUTE, List.of("a", "b"));
        harness.triggerUntilIdle(10);
        harness.clock().advance(Duration.ofHours(3));
        runs.run(MINUTE, List.of("a", "b", "c"));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY))
                .extracting(item -> item.get(Attributes.LIMIT_COUNT))
                .containsExactly("1", "1", "2");
    }

    @Test
    void eachGroupHasALimitOfItsOwn() {
        harness.set(RateLimitDescriptions.GROUP_BY, "metadata.model");
        String rows = "{\"id\":1,\"metadata\":{\"model\":\"gpt\"}}\n"
                + "{\"id\":2,\"metadata\":{\"model\":\"claude\"}}\n"
                + "{\"id\":3,\"metadata\":{\"model\":\"gpt\"}}\n{\"id\":4}\nbroken\n"
                + "{\"id\":5,\"metadata\":{\"model\":\"null\"}}\n";
        harness.enqueue(rows, Map.of());
        harness.triggerUntilIdle(10);
        Map<String, String> counts = new TreeMap<>();
        for (MemoryItem item : harness.takeOutput(NOTIFY)) {
            counts.put(item.get(Attributes.LIMIT_GROUP), item.get(Attributes.LIMIT_COUNT));
            assertThat(item.text()).isEqualTo(rows);
        }
        assertThat(counts).isEqualTo(Map.of("gpt", "2", "claude", "1", "null", "2", "\"null\"", "1"));

        harness.enqueue(
                "{\"id\":6,\"metadata\":{\"model\":\"gpt\"}}\n{\"id\":7,\"metadata\":{\"model\":\"o3\"}}", Map.of());
        harness.triggerUntilIdle(10);
        assertThat(only(harness.takeOutput(NOTIFY)).get(Attributes.LIMIT_GROUP)).isEqualTo("o3");
        harness.clock().advance(HOUR);
        harness.triggerUntilIdle(10);
        assertThat(only(harness.takeOutput(NOTIFY)).get(Attributes.LIMIT_GROUP)).isEqualTo("gpt");
    }

    @Test
    void groupsBeyondTheMostShareOneUntilOthersAreIdle() {
        harness.set(RateLimitDescriptions.GROUP_BY, "g").set(RateLimitDescriptions.MAX_GROUPS, "2");
        for (int i = 0; i < 4; i++) {
            harness.enqueue("{\"id\":" + i + ",\"g\":\"g" + i + "\"}", Map.of());
        }
        harness.triggerUntilIdle(10);
        assertThat(harness.takeOutput(NOTIFY))
                .extracting(item -> item.get(Attributes.LIMIT_GROUP) + item.get(Attributes.LIMIT_COUNT))
                .containsExactlyInAnyOrder("g01", "g11", "(other)2");
        assertThat(harness.events().warnings()).hasSize(1);

        harness.clock().advance(HOUR.multipliedBy(2));
        harness.enqueue("{\"id\":9,\"g\":\"g9\"}", Map.of());
        harness.triggerUntilIdle(10);
        MemoryItem fresh = only(harness.output(NOTIFY));
        assertThat(fresh.get(Attributes.LIMIT_GROUP)).isEqualTo("g9");
        assertThat(fresh.get(Attributes.LIMIT_SEQUENCE)).isEqualTo("4");
    }

    @Test
    void aRecoveryIsToldOfAfterAnIntervalOfRunsWithoutAMatch() {
        harness.set(RateLimitDescriptions.NOTIFY_RECOVERY, "true");
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        Instant matched = runs.written();
        harness.takeOutput(NOTIFY);

        harness.clock().advance(HOUR.multipliedBy(5));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY))
                .as("the source stopped, so nothing is known")
                .isEmpty();

        runs.run(HOUR.minusSeconds(1), List.of());
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();
        runs.run(Duration.ofSeconds(1), List.of());
        harness.triggerUntilIdle(10);
        assertThat(only(harness.takeOutput(NOTIFY)).attributes())
                .containsEntry("alert.state", "resolved")
                .containsEntry("ratelimit.count", "0")
                .containsEntry("ratelimit.sequence", "2")
                .containsEntry("ratelimit.window.start", Attributes.time(matched))
                .containsEntry("ratelimit.window.end", Attributes.time(runs.written()));

        runs.run(HOUR.multipliedBy(2), List.of());
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();
        runs.run(MINUTE, List.of("b"));
        harness.triggerUntilIdle(10);
        assertThat(only(harness.output(NOTIFY)).get(Attributes.ALERT_STATE)).isEqualTo("firing");
    }

    @Test
    void anExpressionThatMakesNoSenseIsExplained() {
        harness.set(RateLimitDescriptions.GROUP_BY, "metadata.model =");
        assertThat(harness.validate()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SET-103");
            assertThat(problem.setting()).isEqualTo("Group By");
            assertThat(problem.message()).startsWith("Group By must be an expression on a row: BTQL-2");
        });
    }

    @Test
    void anEmptyTickReadsTheStateOnlyWhenSomethingMayBeDue() throws StepException {
        Failpoints failpoints = new Failpoints();
        StepHarness ticking = harness(failpoints);
        ticking.trigger();
        long reads = failpoints.passed().stream().filter("state.read"::equals).count();
        for (int i = 0; i < 59; i++) {
            ticking.clock().advance(Duration.ofSeconds(1));
            assertThat(ticking.trigger()).isEqualTo(Progress.IDLE);
        }
        assertThat(failpoints.passed().stream().filter("state.read"::equals)).hasSize((int) reads);
        ticking.clock().advance(Duration.ofSeconds(1));
        ticking.trigger();
        assertThat(failpoints.passed().stream().filter("state.read"::equals)).hasSize((int) reads + 1);
    }

    @Test
    void aClockThatStepsBackFarPutsOffTheNextNotificationByOneIntervalAtMost() {
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        harness.takeOutput(NOTIFY);
        harness.clock().advance(Duration.ofDays(-365));
        runs.run(MINUTE, List.of("b"));
        harness.triggerUntilIdle(10);
        harness.clock().advance(HOUR.minusSeconds(1));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).isEmpty();
        harness.clock().advance(Duration.ofSeconds(1));
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY)).hasSize(1);
    }

    @Test
    void twoNodesShareOneLimit() {
        StepHarness other = harness(new Failpoints())
                .state(harness.state())
                .identity("6f1c1d6e-0000-4000-8000-000000000001", "RateLimitOnce", "Test group", "node-2");
        Runs elsewhere = new Runs(other, VirtualClock.START.minusSeconds(60));
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        elsewhere.fragments(elsewhere.written().plus(MINUTE), List.of(List.of("a")));
        elsewhere.run(MINUTE, List.of("b"));
        other.triggerUntilIdle(10);
        assertThat(other.output(NOTIFY)).isEmpty();
        other.clock().advance(HOUR);
        other.triggerUntilIdle(10);
        harness.clock().advance(HOUR);
        harness.triggerUntilIdle(10);
        assertThat(harness.output(NOTIFY).size() + other.output(NOTIFY).size()).isEqualTo(2);
    }

    @Test
    void anotherNodeSendsOutWhatADeadOneDecided() {
        StepHarness other = harness(new Failpoints())
                .state(harness.state())
                .identity("6f1c1d6e-0000-4000-8000-000000000001", "RateLimitOnce", "Test group", "node-2");
        runs.run(MINUTE, List.of("a"));
        runs.run(MINUTE, List.of());
        harness.triggerUntilIdle(10);
        harness.clock().advance(MINUTE);
        runs.run(MINUTE, List.of("b"));
        harness.triggerUntilIdle(10);
        harness.takeOutput(NOTIFY);
        harness.clock().advance(HOUR);
        harness.failpoints().arm(indexOfCommit(), Failpoints.Fault.CRASH);
        assertThatThrownBy(harness::trigger).hasMessageContaining("crash");

        other.clock().set(harness.clock().now().plusSeconds(59));
        other.triggerUntilIdle(10);
        assertThat(other.output(NOTIFY)).isEmpty();
        other.clock().advance(Duration.ofSeconds(60));
        other.triggerUntilIdle(10);
        assertThat(only(other.output(NOTIFY)).get(Attributes.LIMIT_SEQUENCE)).isEqualTo("2");
    }

    /** Number of the failpoint before the commit in a tick that fires: take, read, replace twice, write. */
    private static int indexOfCommit() {
        return 4;
    }

    @Test
    void clearedStateIsToldOfWithTheNumberOfMatchesThatWaited() {
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        harness.clock().advance(MINUTE);
        runs.run(MINUTE, List.of("b", "c"));
        harness.triggerUntilIdle(10);
        harness.state().overwrite(Map.of());
        harness.clock().advance(MINUTE);
        runs.run(MINUTE, List.of("d"));
        harness.triggerUntilIdle(10);
        assertThat(harness.events().warnings())
                .containsExactly(
                        "The state of the limit was cleared, and 2 matches that waited for a notification with it");
        assertThat(harness.output(NOTIFY))
                .extracting(item -> item.get(Attributes.LIMIT_GENERATION))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void booksThatDoNotBalanceStopTheLimit() {
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        Map<String, String> entries = new TreeMap<>(harness.state().entries());
        entries.put("matched", "7");
        harness.state().overwrite(entries);
        runs.run(MINUTE, List.of("b"));
        assertThatThrownBy(harness::trigger)
                .isInstanceOf(StepException.class)
                .hasMessage(
                        "The books of the limit do not balance: 7 matched, but 1 notified, 0 waiting and 0 repeated;"
                                + " nothing is sent until the state is cleared");
        assertThat(harness.events().errors()).hasSize(1);
        assertThat(harness.waiting()).hasSize(1);
    }

    @Test
    void aStateOfALaterVersionIsNotTouched() {
        harness.state().overwrite(Map.of("v", "2"));
        runs.run(MINUTE, List.of("a"));
        assertThatThrownBy(harness::trigger)
                .hasMessageContaining("it has version '2', and this knows version 1")
                .hasMessageContaining("clear the state");
        assertThat(harness.state().entries()).containsExactly(Map.entry("v", "2"));
    }

    @Test
    void aTestOfTheStepReadsTheBooks() throws StepException {
        runs.run(MINUTE, List.of("a"));
        harness.triggerUntilIdle(10);
        assertThat(harness.verify(Map.of()))
                .containsExactly(
                        CheckResult.passed("Read state", "1 rows matched, 1 were notified, 0 wait, 0 came again"));
    }

    @Test
    void whateverFailsNoMatchIsLostOrToldOfTwice() {
        int injected = Failpoints.sweep(failpoints -> {
            StepHarness swept = harness(failpoints);
            Runs source = new Runs(swept, VirtualClock.START.minusSeconds(60));
            source.run(MINUTE, List.of("a", "b"), List.of("c"));
            swept.triggerThroughFaults(2);
            swept.clock().advance(MINUTE);
            source.run(MINUTE, List.of("d"));
            swept.triggerThroughFaults(2);
            swept.clock().advance(HOUR);
            swept.triggerThroughFaults(3);
            swept.clock().advance(Duration.ofMinutes(2));
            swept.triggerThroughFaults(3);
            Map<String, String> counts = new TreeMap<>();
            for (MemoryItem item : swept.output(NOTIFY)) {
                counts.put(item.get(Attributes.LIMIT_SEQUENCE), item.get(Attributes.LIMIT_COUNT));
            }
            assertThat(counts).isEqualTo(Map.of("1", "3", "2", "1"));
            assertThat(swept.waiting()).isEmpty();
        });
        assertThat(injected).isGreaterThan(50);
    }

    private static MemoryItem only(List<MemoryItem> items) {
        assertThat(items).hasSize(1);
        return items.get(0);
    }
}
