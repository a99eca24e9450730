package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.btautomations.engine.overview.AutomationOverview;
import io.btautomations.engine.overview.Health;
import io.btautomations.engine.overview.Moments;
import io.btautomations.engine.overview.OverviewJson;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.util.List;
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

    /** Enough of the latest runs to find one that told what it read. */
    private static final int RUNS = 50;

    private final Console console;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    StatusCommand(Console console) {
        this.console = console;
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
                AutomationOverview health = AutomationOverview.of(automation, store, RUNS);
                failing |= health.health() == Health.FAILING;
                row(table, health, running);
                OverviewJson.describe(json.addObject(), health, running, Worlds.CLOCK.now());
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

    private static void row(Table table, AutomationOverview health, boolean running) {
        table.add(
                health.name(),
                health.health().toString(),
                Moments.time(health.lastRun().map(RunRecord::ended)),
                running ? Moments.time(health.automation().nextDue()) : "-",
                lag(health),
                Long.toString(health.waiting()),
                Long.toString(health.givenUp()));
    }

    /** How far what was read is behind now. */
    private static String lag(AutomationOverview health) {
        return health.lag(Worlds.CLOCK.now()).map(Moments::duration).orElse("-");
    }
}
