package io.btautomations.engine.overview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.RunRecord;
import java.time.Instant;

/** Automations and runs for programs: the same members wherever they are told. */
public final class OverviewJson {

    private OverviewJson() {}

    /**
     * Describes an automation without its runs.
     *
     * @param isRunning whether an engine runs it, so that it will run next when it says
     */
    public static void describe(ObjectNode node, AutomationOverview overview, boolean isRunning, Instant now) {
        AutomationRecord automation = overview.automation();
        node.put("name", automation.name());
        node.put("state", overview.health().toString());
        node.put("file", automation.file());
        node.put("source", automation.source());
        node.put("schedule", automation.schedule());
        overview.lastRun().ifPresent(run -> node.put("lastRun", run.ended().toString()));
        overview.lastSuccess().ifPresent(time -> node.put("lastSuccess", time.toString()));
        automation.nextDue().filter(due -> isRunning).ifPresent(due -> node.put("nextRun", due.toString()));
        overview.readUntil().ifPresent(end -> node.put("readUntil", end.toString()));
        overview.lag(now).ifPresent(lag -> node.put("lagSeconds", lag.toMillis() / 1000.0));
        node.put("failures", automation.failures());
        automation.error().ifPresent(error -> node.put("error", error));
        overview.pending().ifPresent(pending -> node.put("matchesPending", pending));
        node.put("waiting", overview.waiting());
        node.put("givenUp", overview.givenUp());
    }

    /** Describes a run. */
    public static void describe(ObjectNode node, RunRecord run) {
        node.put("started", run.started().toString());
        node.put("ended", run.ended().toString());
        node.put("cause", run.cause());
        node.put("failed", run.failed());
        run.windowStart().ifPresent(start -> node.put("windowStart", start));
        run.windowEnd().ifPresent(end -> node.put("windowEnd", end));
        run.lagSeconds().ifPresent(lag -> node.put("lagSeconds", lag));
        run.error().ifPresent(error -> node.put("error", error));
        ObjectNode counters = node.putObject("counters");
        run.counters().forEach(counters::put);
    }
}
