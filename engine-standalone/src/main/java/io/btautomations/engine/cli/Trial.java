package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.run.Engine;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Automations that were tried on the newest rows of their logs, to the end, with a state of their own that is gone
 * afterwards.
 *
 * @param outcome of all of them together
 * @param automations what each of them did, by name
 */
record Trial(Engine.Outcome outcome, Map<String, Trial.Report> automations) {

    private static final int DELIVERIES = 10;

    /**
     * What an automation did.
     *
     * @param summary in a line; empty if nothing happened
     * @param undelivered why deliveries failed
     * @param counters what its steps counted
     * @param error why its run failed
     * @param json all of it for programs
     */
    record Report(
            Optional<String> summary,
            List<String> undelivered,
            Map<String, Long> counters,
            Optional<String> error,
            ObjectNode json) {}

    /** The flow with sources that read the newest rows and keep no checkpoint. */
    static FlowDefinition definition(FlowDefinition definition) {
        return definition.withProperty(
                ScheduledBtqlQueryStep.DESCRIPTOR.type(),
                SourceSettings.MODE.name(),
                SourceSettings.Mode.TEST_RUN.value());
    }

    /**
     * Runs automations that were bound of such flows.
     *
     * @param directory for their state; removed afterwards
     */
    static Trial run(List<BoundAutomation> automations, Path directory, Journal journal)
            throws IOException, StoreException {
        try (EngineStore store = EngineStore.open(directory, Worlds.CLOCK);
                Engine engine = Engine.of(automations, store, Worlds.real(directory, journal))) {
            RunSummary summary = new RunSummary(store, Worlds.CLOCK.now());
            Engine.Outcome outcome = engine.runOnce();
            Map<String, Report> reports = new LinkedHashMap<>();
            for (BoundAutomation automation : automations) {
                reports.put(automation.name(), report(store, summary, automation.name()));
            }
            return new Trial(outcome, reports);
        } finally {
            Folders.delete(directory);
        }
    }

    private static Report report(EngineStore store, RunSummary summary, String automation) throws StoreException {
        List<String> undelivered = new ArrayList<>();
        for (Delivery delivery : store.deliveries(Optional.of(automation), DELIVERIES)) {
            delivery.reason().ifPresent(undelivered::add);
        }
        Map<String, Long> counters = new LinkedHashMap<>();
        Optional<String> error = Optional.empty();
        for (RunRecord run : store.runs(automation, DELIVERIES)) {
            run.counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
            error = error.or(run::error);
        }
        ObjectNode json = summary.json(automation);
        undelivered.forEach(json.putArray("notDelivered")::add);
        return new Report(summary.of(automation), undelivered, counters, error, json);
    }
}
