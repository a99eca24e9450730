package io.btautomations.engine.http;

import io.btautomations.core.port.WallClock;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.store.Change;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tests automations, one test of each at a time, and remembers how the last one went. Safe for several threads. */
final class TestDesk {

    /** A test that runs or ran. */
    record Test(Instant started, CompletableFuture<Controls.TestOutcome> end) {

        /** How it went; empty as long as it runs. */
        Optional<Controls.TestOutcome> outcome() {
            return Optional.ofNullable(end.getNow(null));
        }
    }

    private final Controls controls;
    private final EngineStore store;
    private final WallClock clock;
    private final Journal journal;
    private final Executor threads;
    private final Map<String, Test> tests = new ConcurrentHashMap<>();

    TestDesk(Controls controls, EngineStore store, WallClock clock, Journal journal, Executor threads) {
        this.controls = controls;
        this.store = store;
        this.clock = clock;
        this.journal = journal;
        this.threads = threads;
    }

    /** Has the automation tested, unless it is already. */
    Test start(String automation) {
        Test mine = new Test(clock.now(), new CompletableFuture<>());
        Test chosen = tests.compute(
                automation, (name, last) -> last == null || last.end().isDone() ? mine : last);
        if (chosen == mine) {
            threads.execute(() -> run(automation, mine));
        }
        return chosen;
    }

    /** The latest test since the process began. */
    Optional<Test> latest(String automation) {
        return Optional.ofNullable(tests.get(automation));
    }

    /** Waits for the end of a test, but no longer than that. */
    static void await(Test test, Duration longest) throws InterruptedException {
        try {
            test.end().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a test has an outcome, whatever happens", e);
        }
    }

    private void run(String automation, Test test) {
        Controls.TestOutcome outcome =
                new Controls.TestOutcome(false, "the test broke off by an error of the program", Map.of());
        try {
            outcome = controls.test(automation);
        } finally {
            note(automation, test, outcome);
            test.end().complete(outcome);
        }
    }

    private void note(String automation, Test test, Controls.TestOutcome outcome) {
        RunRecord run = new RunRecord(
                automation,
                RunRecord.TEST,
                test.started(),
                clock.now(),
                !outcome.succeeded(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                outcome.counters(),
                outcome.succeeded() ? Optional.empty() : Optional.of(outcome.sentence()));
        try {
            store.commit(List.of(new Change.Record(run)));
        } catch (StoreException e) {
            journal.say(Journal.Level.ERROR, automation, "", String.valueOf(e.getMessage()));
        }
    }
}
