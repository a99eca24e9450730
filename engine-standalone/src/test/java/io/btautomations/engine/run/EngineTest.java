package io.btautomations.engine.run;

import static io.btautomations.engine.flow.TestFlow.scheduled;
import static io.btautomations.engine.flow.TestFlow.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.step.StepException;
import io.btautomations.engine.flow.TestFlow;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.Delivery.Status;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

    @TempDir
    private Path directory;

    @Test
    void carriesEveryRowToTheSinkOnceAndTellsOfIt() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            bench.steps.log.addAll(List.of("a", "b", "c", "d", "e"));
            bench.pass(Duration.ZERO);
            assertThat(bench.steps.writes).containsExactly("A", "B", "C", "D", "E");
            assertThat(bench.store().state("source").entries()).containsExactly(Map.entry("done", "5"));
            assertThat(bench.store().runs("Export", 10))
                    .extracting(RunRecord::counters)
                    .as("newest first: a run reads two rows")
                    .containsExactly(
                            Map.of("Rows Received", 1L), Map.of("Rows Received", 2L), Map.of("Rows Received", 2L));
            bench.steps.log.add("f");
            bench.pass(Duration.ofSeconds(59));
            assertThat(bench.steps.writes).doesNotContain("F");
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.steps.writes).endsWith("F");
        }
    }

    @Test
    void undoesAFailedRunAndRepeatsItExactly() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            bench.steps.log.addAll(List.of("a", "b", "c"));
            bench.steps.sinkFailures.add(new StepException("the disk is full"));
            bench.pass(Duration.ZERO);
            assertThat(bench.store().state("source").entries())
                    .as("the plan is durable before anything acts on the outside")
                    .containsEntry("planned", "2");
            assertThat(bench.store().runs("Export", 1))
                    .singleElement()
                    .satisfies(run -> assertThat(run.error()).contains("the disk is full"));
            assertThat(bench.journal).containsExactly("ERROR sink: the disk is full; trying again");

            bench.pass(Duration.ofSeconds(2));
            assertThat(bench.steps.written.values()).containsExactlyInAnyOrder("A", "B", "C");
            assertThat(bench.steps.writes)
                    .as("A came twice, with one and the same id")
                    .startsWith("A", "A", "B");
            assertThat(bench.journal).last().isEqualTo("INFO source: works again");
        }
    }

    @Test
    void tellsWhatAFailedRunWasToReadAndWhenItRunsNext() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            Instant start = Instant.parse("2026-03-01T10:00:00Z");
            bench.steps.log.add("a");
            bench.steps.sinkFailures.add(new StepException("the disk is full"));
            bench.pass(Duration.ZERO);
            AutomationRecord failing = bench.store().automations().get(0);
            assertThat(failing.failures()).isEqualTo(1);
            assertThat(failing.levelAt()).isEmpty();
            assertThat(bench.store().runs("Export", 1).get(0).windowEnd()).contains("2026-03-01T10:00:00.000Z");

            bench.pass(Duration.ofSeconds(1));
            AutomationRecord well = bench.store().automations().get(0);
            assertThat(well.failures()).isZero();
            assertThat(well.levelAt()).contains(start.plusSeconds(1));
            assertThat(well.nextDue()).contains(start.plusSeconds(61));
            bench.pass(Duration.ofSeconds(60));
            AutomationRecord idle = bench.store().automations().get(0);
            assertThat(idle.levelAt()).as("there was nothing to read").contains(start.plusSeconds(61));
            assertThat(idle.nextDue()).contains(start.plusSeconds(121));
            assertThat(bench.store().runs("Export", 9)).hasSize(2);
        }
    }

    @Test
    void doesNotPollWhileARunIsUnfinishedAndWaitsLongerEveryTime() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            bench.steps.log.add("a");
            for (int i = 0; i < 4; i++) {
                bench.steps.sinkFailures.add(new StepException("no"));
            }
            List<Integer> polls = new ArrayList<>();
            for (int second = 0; second < 16; second++) {
                bench.pass(Duration.ofSeconds(second == 0 ? 0 : 1));
                polls.add(bench.steps.polls);
            }
            assertThat(polls).containsExactly(1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5);
            assertThat(bench.journal).hasSize(2);
        }
    }

    @Test
    void waitsAsLongAsThePeerAsksFor() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            bench.steps.log.add("a");
            bench.steps.sinkFailures.add(new StepException("slow down", Duration.ofSeconds(10)));
            bench.pass(Duration.ofSeconds(9));
            assertThat(bench.steps.writes).hasSize(1);
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.steps.writes).hasSize(2);
        }
    }

    @Test
    void repeatsAnInterruptedRunInAnotherProcess() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            bench.steps.log.addAll(List.of("a", "b"));
            bench.steps.sinkFailures.add(new StepException("then the machine died"));
            bench.pass(Duration.ZERO);
            bench.steps.log.add("c");
            bench.restart();
            bench.pass(Duration.ZERO);
            assertThat(bench.steps.writes).containsExactly("A", "A", "B", "C");
            assertThat(bench.steps.written).hasSize(3);
        }
    }

    @Test
    void reportsAnErrorOfAStepAsABugAndGoesOn() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            bench.steps.log.add("a");
            bench.steps.sinkFailures.add(new IllegalStateException("oops"));
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.bugs)
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("oops");
            assertThat(bench.steps.writes).containsExactly("A", "A");
            assertThat(bench.store().state("source").entries()).containsEntry("done", "1");
        }
    }

    @Test
    void losesNoItemThatAStepForgets() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            bench.steps.log.add("a");
            bench.steps.sinkForgetsItems = true;
            bench.pass(Duration.ZERO);
            assertThat(bench.bugs)
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("Sink 'sink' left 1 items neither transferred nor dropped and 0 streams open");
            bench.steps.sinkForgetsItems = false;
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.store().state("source").entries()).containsEntry("done", "1");
        }
    }

    @Test
    void repeatsARunWhoseItemWasPutBack() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            bench.steps.log.add("a");
            bench.steps.sinkPutsBack = true;
            bench.pass(Duration.ofSeconds(4));
            assertThat(bench.steps.writes).hasSize(1);
            bench.steps.sinkPutsBack = false;
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.store().state("source").entries()).containsEntry("done", "1");
        }
    }

    @Test
    void retriesARelationshipAsTheFlowAsks() throws StoreException {
        TestFlow flow = TestFlow.of("Export")
                .processor("Source", "source", Map.of(), scheduled("1 min"))
                .processor("Sink", "sink", Map.of(), processor -> {
                    terminated("success", "failure").accept(processor);
                    processor
                            .put("retryCount", 2)
                            .putArray("retriedRelationships")
                            .add("failure");
                })
                .connect("source", "success", "sink");
        try (EngineBench bench = new EngineBench(directory, flow)) {
            bench.steps.log.add("a");
            bench.steps.sinkUsesFailureRoute = true;
            bench.pass(Duration.ofSeconds(14));
            assertThat(bench.steps.writes)
                    .as("at 0 s and, a penalty later, at 5 s")
                    .hasSize(2);
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.steps.writes)
                    .as("then, two penalties later, for the last time")
                    .hasSize(3);
            assertThat(bench.store().state("source").entries()).containsEntry("done", "1");
        }
    }

    @Test
    void handsDeliveriesOverBehindTheRun() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, alert(10))) {
            bench.steps.log.addAll(List.of("a", "b"));
            bench.pass(Duration.ZERO);
            assertThat(bench.steps.posts).containsExactly("a", "b");
            assertThat(bench.store().deliveryCounts("Alert")).isEqualTo(Map.of(Status.DELIVERED, 2L));
        }
    }

    @Test
    void retriesADeliveryAtTheTimeItCarriesAndLetsOthersPass() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, alert(10))) {
            bench.steps.log.addAll(List.of("a", "b"));
            bench.steps.postEndings.add(TestSteps.RETRY);
            bench.pass(Duration.ofSeconds(29));
            assertThat(bench.steps.posts).containsExactly("a", "b");
            Delivery waiting =
                    bench.store().deliveries(Optional.of("Alert"), 10).get(1);
            assertThat(waiting.status()).isEqualTo(Status.WAITING);
            assertThat(waiting.reason()).contains("busy");
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.steps.posts).containsExactly("a", "b", "a");
        }
    }

    @Test
    void keepsWhatCannotBeDeliveredAndReplaysItWhenAsked() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, alert(10))) {
            bench.steps.log.add("a");
            bench.steps.postEndings.add(TestSteps.FAILURE);
            bench.pass(Duration.ofSeconds(100));
            Delivery dead = bench.store().deliveries(Optional.empty(), 1).get(0);
            assertThat(dead.status()).isEqualTo(Status.DEAD);
            assertThat(dead.reason()).contains("gone");
            assertThat(bench.steps.posts).containsExactly("a");
            bench.store().replay(dead.number());
            bench.pass(Duration.ZERO);
            assertThat(bench.steps.posts).containsExactly("a", "a");
            assertThat(bench.store().deliveryCounts("Alert")).isEqualTo(Map.of(Status.DELIVERED, 1L));
        }
    }

    @Test
    void keepsWhatIsSentIntoAFunnelThatLeadsNowhereAndReplaysItWhenAsked() throws StoreException {
        TestFlow flow = TestFlow.of("Export")
                .processor("Source", "source", Map.of(), scheduled("1 min"))
                .processor("Sink", "sink", Map.of(), terminated("success"))
                .connect("source", "success", "sink")
                .park("sink", "failure", "to look at");
        try (EngineBench bench = new EngineBench(directory, flow)) {
            bench.steps.log.add("a");
            bench.steps.sinkUsesFailureRoute = true;
            bench.pass(Duration.ofSeconds(100));
            bench.restart();
            Delivery dead = bench.store().deliveries(Optional.empty(), 10).get(0);
            assertThat(dead.status()).isEqualTo(Status.DEAD);
            assertThat(dead.reason()).contains("sink sent it to 'failure'");
            assertThat(bench.store().content(dead.number())).asString().isEqualTo("a");
            bench.store().replay(dead.number());
            bench.pass(Duration.ZERO);
            assertThat(bench.store().deliveryCounts("Export"))
                    .as("it failed again, and is still the only one")
                    .isEqualTo(Map.of(Status.DEAD, 1L));
            bench.steps.sinkUsesFailureRoute = false;
            bench.store().replay(dead.number());
            bench.pass(Duration.ZERO);
            assertThat(bench.steps.writes).containsExactly("a", "a", "a");
            assertThat(bench.store().deliveryCounts("Export")).isEqualTo(Map.of(Status.DELIVERED, 1L));
        }
    }

    @Test
    void keepsDeliveriesOverARestart() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, alert(10))) {
            bench.steps.log.add("a");
            bench.steps.postEndings.add(TestSteps.RETRY);
            bench.pass(Duration.ZERO);
            bench.restart();
            bench.pass(Duration.ofSeconds(30));
            assertThat(bench.steps.posts).containsExactly("a", "a");
            assertThat(bench.store().deliveryCounts("Alert")).isEqualTo(Map.of(Status.DELIVERED, 1L));
        }
    }

    @Test
    void tellsAStepThatTheWayToTheOutboxIsFull() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, alert(1))) {
            bench.steps.log.addAll(List.of("a", "b"));
            bench.steps.rowsPerRun = 1;
            bench.steps.postEndings.add(TestSteps.RETRY);
            bench.pass(Duration.ofSeconds(29));
            assertThat(bench.steps.posts).as("b is not even read while a waits").containsExactly("a");
            assertThat(bench.store().state("source").entries()).containsEntry("done", "1");
            bench.pass(Duration.ofSeconds(62));
            assertThat(bench.steps.posts).containsExactly("a", "a", "b");
        }
    }

    @Test
    void letsStepsTickWithoutWritingAnything() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, ticking())) {
            bench.pass(Duration.ofSeconds(10));
            assertThat(bench.steps.ticks).isEqualTo(11);
            assertThat(bench.store().runs("Limited", 10)).isEmpty();
            assertThat(bench.store().state("run:ticker").version()).isZero();
            bench.steps.tickSends = true;
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.steps.posts).containsExactly("tick 12");
            assertThat(bench.store().runs("Limited", 10))
                    .singleElement()
                    .extracting(RunRecord::cause)
                    .isEqualTo("interval");
        }
    }

    @Test
    void obeysCommands() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, export())) {
            bench.pass(Duration.ZERO);
            bench.steps.log.add("a");
            long trigger = bench.store().request("Export", Command.Verb.TRIGGER, "");
            bench.pass(Duration.ZERO);
            assertThat(bench.steps.writes).containsExactly("A");
            assertThat(bench.store().command(trigger).orElseThrow().outcome()).contains("ran");

            bench.store().request("Export", Command.Verb.PAUSE, "");
            bench.steps.log.add("b");
            bench.pass(Duration.ofMinutes(2));
            bench.restart();
            bench.pass(Duration.ofMinutes(2));
            assertThat(bench.steps.writes).as("a pause outlives the process").containsExactly("A");
            bench.store().request("Export", Command.Verb.RESUME, "");
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.steps.writes).containsExactly("A", "B");

            bench.store().request("Export", Command.Verb.RESET, "");
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.steps.writes).containsExactly("A", "B", "A", "B");
            assertThat(bench.steps.written).as("a new life, new ids").hasSize(4);

            long unknown = bench.store().request("Exprt", Command.Verb.TRIGGER, "");
            bench.pass(Duration.ZERO);
            assertThat(bench.store().command(unknown).orElseThrow().outcome())
                    .contains("there is no automation 'Exprt' here");
        }
    }

    @Test
    void runsEverythingOnceAndSaysWhatIsLeft() throws StoreException {
        try (EngineBench bench = new EngineBench(directory, alert(10))) {
            bench.steps.log.addAll(List.of("a", "b", "c"));
            bench.steps.postEndings.add(TestSteps.RETRY);
            assertThat(bench.engine().runOnce()).isEqualTo(new Engine.Outcome(0, 1, 0));
            assertThat(bench.steps.posts).containsExactly("a", "b", "c");
            bench.steps.log.add("d");
            bench.steps.postEndings.add(TestSteps.FAILURE);
            assertThat(bench.engine().runOnce()).isEqualTo(new Engine.Outcome(0, 1, 1));
        }
    }

    private static TestFlow export() {
        return TestFlow.of("Export")
                .processor("Source", "source", Map.of(), scheduled("1 min"))
                .processor("Pass", "pass")
                .processor("Sink", "sink", Map.of(), terminated("success", "failure"))
                .connect("source", "success", "pass")
                .connect("pass", "success", "sink");
    }

    private static TestFlow alert(int threshold) {
        return TestFlow.of("Alert")
                .processor("Source", "source", Map.of(), scheduled("1 min"))
                .processor("Poster", "poster", Map.of(), terminated("success", "failure"))
                .connect("source", "success", "poster", threshold)
                .connect("poster", "retry", "poster");
    }

    private static TestFlow ticking() {
        return TestFlow.of("Limited")
                .processor("Source", "source", Map.of(), scheduled("1 min"))
                .processor("Ticker", "ticker", Map.of(), scheduled("1 sec"))
                .processor("Poster", "poster", Map.of(), terminated("success", "failure"))
                .connect("source", "success", "ticker")
                .connect("ticker", "success", "poster")
                .connect("poster", "retry", "poster");
    }
}
