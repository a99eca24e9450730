package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.http.StatusServer;
import io.btautomations.engine.observe.LogJournal;
import io.btautomations.engine.run.Engine;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.run.World;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs flows. */
@Command(
        name = "run",
        description = {
            "Runs the automations of flow definitions, each on its own schedule, until it is stopped.",
            "SIGTERM and SIGINT let what runs come to its end."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped, or all ran once",
            "1:a run failed, or an item was given up (--once)",
            "74:a file or the state cannot be used, or the address of --http cannot be had",
            "75:a delivery waits for another attempt (--once), or another process has the state",
            "78:a flow cannot run as it is, or the token of --http is missing or none"
        })
final class RunCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private FlowOptions flows = new FlowOptions();

    @Mixin
    private StateOption state = new StateOption();

    @Option(
            names = "--once",
            description = "Run every source until it is level, attempt every delivery that is due, and end.")
    private boolean once;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "How many automations may run at a time; default: ${DEFAULT-VALUE}")
    private int parallel = 4;

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Option(
            names = "--watch",
            description = {
                "Look every second whether the files changed, and go on with what they say then. Automations that",
                "are as they were keep running; files that cannot run are reported, and what ran before goes on."
            })
    private boolean watch;

    @Option(
            names = "--format",
            description = "What --once prints at its end: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, FlowException, StoreException, InterruptedException, CommandFailure {
        CommandFailure.requireAtLeastOne("--parallel", parallel);
        Optional<StatusServer.Settings> settings = http.settings(console);
        if (once && settings.isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--http is for an engine that stays, which one with --once does not");
        }
        if (once && watch) {
            throw new CommandFailure(ExitCode.USAGE, "--watch and --once exclude each other");
        }
        Optional<FlowWatch> changes =
                watch ? Optional.of(new FlowWatch(flows, console.environment())) : Optional.empty();
        List<BoundAutomation> automations = flows.require(console);
        Path directory = state.directory(console.environment());
        NativeLibraries.unpackTo(EngineStore.scratch(directory));
        Journal journal = new LogJournal();
        World world = Worlds.real(directory, journal);
        try (Shutdown shutdown = Shutdown.install(console);
                EngineStore store = EngineStore.open(directory, Worlds.CLOCK);
                Engine engine = Engine.of(automations, store, world)) {
            if (once) {
                return runOnce(engine, automations, store, journal);
            }
            EngineControls controls = new EngineControls(
                    automations, forTests(settings.isPresent()), EngineStore.scratch(directory), journal);
            Optional<StatusServer> page = settings.isPresent()
                    ? Optional.of(http.start(settings.get(), store, controls, world))
                    : Optional.empty();
            try {
                runUntilStopped(engine, controls, page, changes, journal, shutdown);
            } finally {
                page.ifPresent(StatusServer::close);
            }
            return ExitCode.OK;
        }
    }

    /** The automations as {@link Trial} takes them; none where nobody can ask for a test. */
    private List<BoundAutomation> forTests(boolean asked) throws IOException {
        return asked ? flows.silently(console, Trial::definition) : List.of();
    }

    private int runOnce(Engine engine, List<BoundAutomation> automations, EngineStore store, Journal journal)
            throws StoreException {
        RunSummary summary = new RunSummary(store, Worlds.CLOCK.now());
        Engine.Outcome outcome = engine.runOnce();
        ObjectNode json = Json.object();
        for (BoundAutomation automation : automations) {
            if (format == OutputFormat.json) {
                json.withArray("automations").add(summary.json(automation.name()));
            } else {
                console.out()
                        .println(automation.name() + ": "
                                + summary.of(automation.name()).orElse("nothing new"));
            }
        }
        if (format == OutputFormat.json) {
            console.out().println(Json.pretty(json));
        }
        if (outcome.failedRuns() > 0 || outcome.givenUp() > 0) {
            return ExitCode.FINDINGS;
        }
        if (outcome.waiting() > 0) {
            journal.say(
                    Journal.Level.WARN,
                    "",
                    "",
                    outcome.waiting() + " deliveries wait for another attempt; run again later");
            return ExitCode.TEMPORARY;
        }
        return ExitCode.OK;
    }

    private void runUntilStopped(
            Engine engine,
            EngineControls controls,
            Optional<StatusServer> page,
            Optional<FlowWatch> changes,
            Journal journal,
            Shutdown shutdown)
            throws IOException, InterruptedException {
        engine.start(parallel);
        for (BoundAutomation automation : controls.automations()) {
            journal.say(Journal.Level.INFO, automation.name(), "", "started");
        }
        page.ifPresent(server -> {
            server.ready();
            journal.say(Journal.Level.INFO, "", "", "status page at " + server.url());
        });
        if (changes.isPresent()) {
            while (!shutdown.await(FlowWatch.PAUSE)) {
                Optional<List<BoundAutomation>> reloaded = changes.get().look(engine, journal);
                if (reloaded.isPresent()) {
                    controls.replace(reloaded.get(), forTests(page.isPresent()));
                }
            }
        } else {
            shutdown.await();
        }
        page.ifPresent(StatusServer::drain);
        journal.say(Journal.Level.INFO, "", "", "stopping: what runs comes to its end");
        engine.stop();
    }
}
