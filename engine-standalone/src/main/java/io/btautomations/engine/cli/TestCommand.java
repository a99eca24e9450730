package io.btautomations.engine.cli;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
            for (BoundAutomation automation : automations) {
                summary.of(automation.name()).ifPresent(what -> console.out().println(automation.name() + ": " + what));
                for (Delivery delivery : store.deliveries(Optional.of(automation.name()), 10)) {
                    delivery.reason().ifPresent(reason -> console.out().println("  not delivered: " + reason));
                }
            }
            if (outcome.failedRuns() > 0 || outcome.givenUp() > 0) {
                return ExitCode.FINDINGS;
            }
            return outcome.waiting() > 0 ? ExitCode.TEMPORARY : ExitCode.OK;
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
