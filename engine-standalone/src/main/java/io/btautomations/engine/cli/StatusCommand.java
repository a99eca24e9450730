package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how the automations are. */
@Command(
        name = "status",
        description = "Shows how automations are: when they ran and run next, how far behind they are, what they owe.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:an automation fails",
            "2:there is no such automation",
            "74:there is no state"
        })
final class StatusCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    StatusCommand(Console console) {
        this.console = console;
    }

    /** How one automation is. */
    private record Health(
            AutomationRecord automation, Optional<RunRecord> last, Map<Delivery.Status, Long> deliveries) {

        String state() {
            if (automation.paused()) {
                return "paused";
            }
            return automation.failures() > 0 ? "failing" : "ok";
        }

        long count(Delivery.Status status) {
            return deliveries.getOrDefault(status, 0L);
        }
    }

    @Override
    public Integer call() throws StoreException, CommandFailure {
        boolean running = StoreView.isOwned(options.directory(console));
        try (StoreView store = options.open(console)) {
            List<AutomationRecord> automations = options.chosen(store);
            ArrayNode json = Json.object().putArray("automations");
            Table table = new Table("AUTOMATION", "STATE", "LAST RUN", "NEXT RUN", "LAG", "WAITING", "GIVEN UP");
            boolean failing = false;
            for (AutomationRecord automation : automations) {
                Health health = health(store, automation);
                failing |= health.state().equals("failing");
                row(table, health, running);
                describe(json.addObject(), health, running);
            }
            if (format == OutputFormat.json) {
                console.out()
                        .println(Json.pretty(
                                Json.object().put("running", running).set("automations", json)));
            } else {
                table.print(console.out());
                automations.forEach(automation -> automation
                        .error()
                        .ifPresent(error -> console.out().println(automation.name() + " fails: " + error)));
                if (!running) {
                    console.out().println("No engine runs on this state.");
                }
            }
            return failing ? ExitCode.FINDINGS : ExitCode.OK;
        }
    }

    private static Health health(StoreView store, AutomationRecord automation) throws StoreException {
        return new Health(
                automation,
                store.runs(automation.name(), 1).stream().findFirst(),
                store.deliveryCounts(automation.name()));
    }

    private static void row(Table table, Health health, boolean running) {
        table.add(
                health.automation().name(),
                health.state(),
                Moments.time(health.last().map(RunRecord::ended)),
                running ? Moments.time(health.automation().nextDue()) : "-",
                lag(health),
                Long.toString(health.count(Delivery.Status.WAITING)),
                Long.toString(health.count(Delivery.Status.DEAD)));
    }

    /** How far the newest row that was read is behind now. */
    private static String lag(Health health) {
        return windowEnd(health)
                .map(end -> Moments.duration(Duration.between(end, Worlds.CLOCK.now())))
                .orElse("-");
    }

    private static Optional<Instant> windowEnd(Health health) {
        return health.last().flatMap(RunRecord::windowEnd).map(Instant::parse);
    }

    private static void describe(ObjectNode node, Health health, boolean running) {
        AutomationRecord automation = health.automation();
        node.put("name", automation.name());
        node.put("state", health.state());
        node.put("file", automation.file());
        node.put("source", automation.source());
        node.put("schedule", automation.schedule());
        health.last().ifPresent(run -> node.put("lastRun", run.ended().toString()));
        automation.nextDue().filter(due -> running).ifPresent(due -> node.put("nextRun", due.toString()));
        windowEnd(health).ifPresent(end -> node.put("readUntil", end.toString()));
        node.put("failures", automation.failures());
        automation.error().ifPresent(error -> node.put("error", error));
        node.put("waiting", health.count(Delivery.Status.WAITING));
        node.put("givenUp", health.count(Delivery.Status.DEAD));
    }
}
