package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.core.source.SourceSettings;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.observe.LogJournal;
import io.btautomations.engine.run.Engine;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        List<BoundAutomation> automations = flows.require(
                console,
                definition -> definition.withProperty(
                        ScheduledBtqlQueryStep.DESCRIPTOR.type(),
                        SourceSettings.MODE.name(),
                        SourceSettings.Mode.TEST_RUN.value()));
        Path directory = Files.createTempDirectory("automations-test");
        try (EngineStore store = EngineStore.open(directory, Worlds.CLOCK);
                Engine engine = Engine.of(automations, store, Worlds.real(directory, new LogJournal()))) {
            RunSummary summary = new RunSummary(store, Worlds.CLOCK.now());
            Engine.Outcome outcome = engine.runOnce();
            print(automations, store, summary);
            if (outcome.failedRuns() > 0 || outcome.givenUp() > 0) {
                return ExitCode.FINDINGS;
            }
            return outcome.waiting() > 0 ? ExitCode.TEMPORARY : ExitCode.OK;
        } finally {
            Folders.delete(directory);
        }
    }

    private void print(List<BoundAutomation> automations, EngineStore store, RunSummary summary) throws StoreException {
        ObjectNode json = Json.object();
        for (BoundAutomation automation : automations) {
            List<String> reasons = store.deliveries(Optional.of(automation.name()), 10).stream()
                    .map(Delivery::reason)
                    .flatMap(Optional::stream)
                    .toList();
            if (format == OutputFormat.json) {
                ObjectNode node = summary.json(automation.name());
                reasons.forEach(node.putArray("notDelivered")::add);
                json.withArray("automations").add(node);
            } else {
                summary.of(automation.name()).ifPresent(what -> console.out().println(automation.name() + ": " + what));
                reasons.forEach(reason -> console.out().println("  not delivered: " + reason));
            }
        }
        if (format == OutputFormat.json) {
            console.out().println(Json.pretty(json));
        }
    }
}
