package io.btautomations.engine.cli;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.http.Controls;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the status page has an engine do. */
final class EngineControls implements Controls {

    private volatile List<BoundAutomation> running;
    private volatile List<BoundAutomation> forTests;
    private final Path scratch;
    private final Journal journal;

    /**
     * @param forTests the same automations, bound of flows that are for {@link Trial}
     * @param scratch for what does not outlive a test
     */
    EngineControls(List<BoundAutomation> running, List<BoundAutomation> forTests, Path scratch, Journal journal) {
        this.running = List.copyOf(running);
        this.forTests = List.copyOf(forTests);
        this.scratch = scratch;
        this.journal = journal;
    }

    /** Goes on with other automations. */
    void replace(List<BoundAutomation> nowRunning, List<BoundAutomation> nowForTests) {
        running = List.copyOf(nowRunning);
        forTests = List.copyOf(nowForTests);
    }

    @Override
    public List<BoundAutomation> automations() {
        return running;
    }

    @Override
    public TestOutcome test(String automation) {
        List<BoundAutomation> chosen = forTests.stream()
                .filter(candidate -> candidate.name().equals(automation))
                .toList();
        try {
            return outcome(Trial.run(chosen, Files.createTempDirectory(scratch, "test"), journal), automation);
        } catch (IOException | StoreException e) {
            return new TestOutcome(false, String.valueOf(e.getMessage()), Map.of());
        }
    }

    private static TestOutcome outcome(Trial trial, String automation) {
        Optional<Trial.Report> report = Optional.ofNullable(trial.automations().get(automation));
        Map<String, Long> counters = report.map(Trial.Report::counters).orElse(Map.of());
        Optional<String> problem = report.flatMap(Trial.Report::error)
                .or(() -> report.flatMap(found -> found.undelivered().stream().findFirst())
                        .map(reason -> "not delivered: " + reason));
        if (problem.isPresent()) {
            return new TestOutcome(false, problem.get(), counters);
        }
        boolean succeeded = trial.outcome().failedRuns() == 0
                && trial.outcome().givenUp() == 0
                && trial.outcome().waiting() == 0;
        return new TestOutcome(
                succeeded, report.flatMap(Trial.Report::summary).orElse("no row to test with"), counters);
    }
}
