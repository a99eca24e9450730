package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.observe.LogJournal;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries automations on the newest rows. */
@Command(
        name = "test",
        description = {
            "Tries automations on the newest rows of their logs, to the end: a webhook is posted and says that it is a test,",
            "an object is written and deleted. Checkpoints, intervals and history stay as they are."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it works, or no row matched",
            "1:a step failed",
            "75:the receiver did not take it",
            "78:a flow cannot run as it is"
        })
final class TestCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private FlowOptions flows = new FlowOptions();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, FlowException, StoreException {
        List<BoundAutomation> automations = flows.require(console, Trial::definition);
        Trial trial = Trial.run(automations, Files.createTempDirectory("automations-test"), new LogJournal());
        if (format == OutputFormat.json) {
            ObjectNode json = Json.object();
            trial.automations()
                    .values()
                    .forEach(report -> json.withArray("automations").add(report.json()));
            console.out().println(Json.pretty(json));
        } else {
            trial.automations().forEach((name, report) -> {
                report.summary().ifPresent(what -> console.out().println(name + ": " + what));
                report.undelivered().forEach(reason -> console.out().println("  not delivered: " + reason));
            });
        }
        if (trial.outcome().failedRuns() > 0 || trial.outcome().givenUp() > 0) {
            return ExitCode.FINDINGS;
        }
        return trial.outcome().waiting() > 0 ? ExitCode.TEMPORARY : ExitCode.OK;
    }
}
