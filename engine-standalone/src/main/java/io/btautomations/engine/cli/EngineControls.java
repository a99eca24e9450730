package io.btautomations.engine.cli;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.http.Controls;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the status page has an engine do. */
final class EngineControls implements Controls {

    /** The flows' automations as they are for {@link Trial}. */
    @FunctionalInterface
    interface TrialFlows {
        List<BoundAutomation> bind() throws IOException;
    }

    private final Supplier<List<BoundAutomation>> running;
    private final TrialFlows flows;
    private final Journal journal;
    private List<BoundAutomation> boundWith = List.of();
    private List<BoundAutomation> forTests = List.of();

    /**
     * @param running the automations that run at the moment
     * @param flows the same for tests; asked for at once, and again once others run
     */
    EngineControls(Supplier<List<BoundAutomation>> running, TrialFlows flows, Journal journal) throws IOException {
        this.running = running;
        this.flows = flows;
        this.journal = journal;
        forTests();
    }

    @Override
    public List<BoundAutomation> automations() {
        return running.get();
    }

    @Override
    public TestOutcome test(String automation) {
        try {
            List<BoundAutomation> chosen = forTests().stream()
                    .filter(candidate -> candidate.name().equals(automation))
                    .toList();
            return outcome(Trial.run(chosen, journal), automation);
        } catch (IOException | StoreException e) {
            return new TestOutcome(false, String.valueOf(e.getMessage()), Map.of());
        }
    }

    private synchronized List<BoundAutomation> forTests() throws IOException {
        List<BoundAutomation> now = running.get();
        if (!now.equals(boundWith)) {
            forTests = flows.bind();
            boundWith = now;
        }
        return forTests;
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
