package io.btautomations.engine.run;

import static io.btautomations.engine.flow.TestFlow.scheduled;
import static io.btautomations.engine.flow.TestFlow.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.engine.flow.TestFlow;
import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose automations change while it runs. */
class ReloadTest {

    @TempDir
    private Path directory;

    @Test
    void whatIsAsItWasKeepsRunning() throws StoreException, InterruptedException {
        try (EngineBench bench = new EngineBench(directory, export("Export", "", "1 min"))) {
            bench.pass(Duration.ofSeconds(30));
            assertThat(bench.reload(export("Export", "", "1 min")))
                    .isEqualTo(new Reload(List.of(), List.of(), List.of()));
            bench.steps.log.add("a");
            bench.pass(Duration.ofSeconds(29));
            assertThat(bench.steps.writes).as("its clock was not set anew").isEmpty();
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.steps.writes).containsExactly("a");
        }
    }

    @Test
    void whatChangedGoesOnWhereItWas() throws StoreException, InterruptedException {
        try (EngineBench bench = new EngineBench(directory, export("Export", "", "1 min"))) {
            bench.steps.log.addAll(List.of("a", "b", "c"));
            bench.pass(Duration.ZERO);
            bench.steps.log.add("d");
            assertThat(bench.reload(export("Export", "", "5 sec")).changed()).containsExactly("Export");
            bench.pass(Duration.ZERO);
            assertThat(bench.steps.writes).containsExactly("a", "b", "c", "d");
            bench.steps.log.add("e");
            bench.pass(Duration.ofSeconds(5));
            assertThat(bench.steps.writes).as("at the new pace").endsWith("d", "e");
            assertThat(bench.steps.written).hasSize(5);
        }
    }

    @Test
    void othersComeAndGo() throws StoreException, InterruptedException {
        TestFlow first = export("First", "1", "1 min");
        TestFlow second = export("Second", "2", "1 min");
        try (EngineBench bench = new EngineBench(directory, first)) {
            bench.steps.log.add("a");
            bench.pass(Duration.ZERO);
            assertThat(bench.reload(first, second).added()).containsExactly("Second");
            bench.pass(Duration.ZERO);
            assertThat(bench.steps.writes).as("each reads for itself").containsExactly("a", "a");
            assertThat(bench.reload(second).removed()).containsExactly("First");
            bench.steps.log.add("b");
            bench.pass(Duration.ofMinutes(2));
            assertThat(bench.steps.writes).containsExactly("a", "a", "b");

            assertThat(bench.reload(first, second).added()).containsExactly("First");
            bench.pass(Duration.ZERO);
            assertThat(bench.steps.writes)
                    .as("it goes on behind a, which it had read before it was taken away")
                    .containsExactly("a", "a", "b", "b");
        }
    }

    @Test
    void deliveriesWaitForTheirAutomation() throws StoreException, InterruptedException {
        try (EngineBench bench = new EngineBench(directory, alert("1 min"))) {
            bench.steps.log.add("a");
            bench.steps.postEndings.add(TestSteps.RETRY);
            bench.pass(Duration.ZERO);
            bench.reload(alert("2 min"));
            bench.pass(Duration.ofSeconds(30));
            assertThat(bench.steps.posts).containsExactly("a", "a");
        }
    }

    @Test
    void whatWasAskedOfTheOldOneIsDoneByTheNewOne() throws StoreException, InterruptedException {
        try (EngineBench bench = new EngineBench(directory, export("Export", "", "1 min"))) {
            bench.pass(Duration.ZERO);
            bench.store().request("Export", Command.Verb.PAUSE, "");
            bench.pass(Duration.ZERO);
            bench.reload(export("Export", "", "5 sec"));
            bench.steps.log.add("a");
            bench.pass(Duration.ofMinutes(1));
            assertThat(bench.steps.writes).as("a pause outlives a change").isEmpty();
            bench.store().request("Export", Command.Verb.RESUME, "");
            bench.pass(Duration.ofSeconds(1));
            assertThat(bench.steps.writes).containsExactly("a");
        }
    }

    @Test
    void aRunningEngineEndsTheThreadsOfWhatIsGoneAndOnlyThose() throws StoreException, InterruptedException {
        TestFlow first = export("First", "1", "1 min");
        TestFlow second = export("Second", "2", "1 min");
        try (EngineBench bench = new EngineBench(directory, first)) {
            bench.engine().start(2);
            assertThat(threads()).contains("First").doesNotContain("Second");
            bench.reload(second);
            assertThat(threads()).contains("Second").doesNotContain("First");
            long asked = bench.store().request("Second", Command.Verb.TRIGGER, "");
            long nobody = bench.store().request("First", Command.Verb.TRIGGER, "");
            await(bench, asked);
            await(bench, nobody);
            assertThat(outcome(bench, asked)).contains("ran");
            assertThat(outcome(bench, nobody)).contains("there is no automation 'First' here");
            bench.engine().stop();
            assertThat(threads()).doesNotContain("First", "Second", "commands");
        }
    }

    private static void await(EngineBench bench, long command) throws StoreException, InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (outcome(bench, command).isEmpty() && Instant.now().isBefore(deadline)) {
            bench.advance(Duration.ofSeconds(1));
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
    }

    private static Optional<String> outcome(EngineBench bench, long command) throws StoreException {
        return bench.store().command(command).orElseThrow().outcome();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .toList();
    }

    private static TestFlow export(String name, String suffix, String period) {
        return TestFlow.of(name)
                .processor("Source", "source" + suffix, Map.of(), scheduled(period))
                .processor("Sink", "sink" + suffix, Map.of(), terminated("success", "failure"))
                .connect("source" + suffix, "success", "sink" + suffix);
    }

    private static TestFlow alert(String period) {
        return TestFlow.of("Alert")
                .processor("Source", "source", Map.of(), scheduled(period))
                .processor("Poster", "poster", Map.of(), terminated("success", "failure"))
                .connect("source", "success", "poster")
                .connect("poster", "retry", "poster");
    }
}
