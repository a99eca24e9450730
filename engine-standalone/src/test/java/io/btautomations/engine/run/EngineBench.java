package io.btautomations.engine.run;

import io.btautomations.engine.bind.Binder;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.TestFlow;
import io.btautomations.engine.resolve.ParameterValues;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** An engine with steps of a test's making, on a clock that the test moves. Its store outlives {@link #restart}. */
final class EngineBench implements AutoCloseable {

    final TestSteps steps = new TestSteps();
    final List<String> journal = new ArrayList<>();
    final List<RuntimeException> bugs = new ArrayList<>();
    private final Path directory;
    private final List<TestFlow> flows = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private EngineStore store;
    private Engine engine;

    EngineBench(Path directory, TestFlow flow) throws StoreException {
        this.directory = directory;
        this.flows.add(flow);
        open();
    }

    EngineStore store() {
        return store;
    }

    Engine engine() {
        return engine;
    }

    Path scratch() {
        return directory.resolve("scratch");
    }

    /** Moves the clock second by second and lets the engine do what is due. */
    void pass(Duration duration) {
        engine.workAllDue();
        for (long second = 0; second < duration.toSeconds(); second++) {
            now = now.plusSeconds(1);
            engine.workAllDue();
        }
    }

    /** Moves the clock; what threads the engine has see it within a second. */
    void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Ends the engine as if its process had been killed, and starts another one on the same store. */
    void restart() throws StoreException {
        store.close();
        open();
    }

    /** Has the engine go on with other flows. */
    Reload reload(TestFlow... next) throws StoreException, InterruptedException {
        flows.clear();
        flows.addAll(List.of(next));
        return engine.reload(bound());
    }

    @Override
    public void close() throws StoreException {
        engine.close();
        store.close();
    }

    private void open() throws StoreException {
        List<BoundAutomation> automations = bound();
        store = EngineStore.open(directory, () -> now);
        Journal words = new Journal() {
            @Override
            public void say(Level level, String automation, String component, String message) {
                if (level != Level.DEBUG) {
                    journal.add(level + " " + component + ": " + message);
                }
            }

            @Override
            public void bug(String automation, String component, RuntimeException error) {
                bugs.add(error);
            }
        };
        World world = new World(
                () -> now,
                bytes -> {},
                duration -> now = now.plus(duration),
                options -> {
                    throw new AssertionError("no HTTP here");
                },
                (root, settings) -> {
                    throw new AssertionError("no objects here");
                },
                scratch(),
                words);
        engine = Engine.of(automations, store, world);
    }

    private List<BoundAutomation> bound() {
        List<Finding> findings = new ArrayList<>();
        List<BoundAutomation> automations = new Binder(
                        steps.catalogue(), ParameterValues.none(), ZoneId.of("UTC"), findings)
                .bind(flows.stream().map(TestFlow::definition).toList());
        if (!findings.isEmpty()) {
            throw new AssertionError(findings);
        }
        return automations;
    }
}
