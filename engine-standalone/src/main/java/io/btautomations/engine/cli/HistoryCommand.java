package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.btautomations.engine.overview.Moments;
import io.btautomations.engine.overview.OverviewJson;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the latest runs. */
@Command(
        name = "history",
        description = "Shows the latest runs of an automation, newest first. 1,000 are kept.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:there is no such automation", "74:there is no state"})
final class HistoryCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--most", paramLabel = "N", description = "How many runs; default: ${DEFAULT-VALUE}")
    private int most = 20;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    HistoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException, CommandFailure {
        CommandFailure.requireAtLeastOne("--most", most);
        try (StoreView store = options.open(console)) {
            List<RunRecord> runs = store.runs(options.one(store).name(), most);
            if (format == OutputFormat.json) {
                ArrayNode json = Json.object().putArray("runs");
                runs.forEach(run -> OverviewJson.describe(json.addObject(), run));
                console.out().println(Json.pretty(Json.object().set("runs", json)));
            } else {
                Table table = new Table("STARTED", "TOOK", "CAUSE", "WINDOW", "WHAT");
                runs.forEach(run -> table.add(
                        Moments.time(Optional.of(run.started())),
                        Moments.duration(Duration.between(run.started(), run.ended())),
                        run.cause(),
                        run.windowStart().orElse("?") + " to " + run.windowEnd().orElse("?"),
                        what(run)));
                table.print(console.out());
            }
            return ExitCode.OK;
        }
    }

    private static String what(RunRecord run) {
        if (run.failed()) {
            return "failed: " + run.error().orElse("no reason is known");
        }
        return String.join(", ", Counts.phrases(run.counters()));
    }
}
