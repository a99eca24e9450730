package io.btautomations.engine.cli;

import io.btautomations.engine.demo.Demo;
import io.btautomations.engine.demo.DemoReceiver;
import io.btautomations.engine.demo.ExportedFiles;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.observe.LogJournal;
import io.btautomations.engine.run.Engine;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows an alert fire and an export land. */
@Command(
        name = "demo",
        description = "Runs the two shipped templates on made-up rows: an alert fires, an export lands. Needs nothing.")
final class DemoCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--rows", paramLabel = "N", description = "How many rows; default: ${DEFAULT-VALUE}")
    private long rows = 4_000;

    @Option(names = "--dir", paramLabel = "DIR", description = "Where to work; default: a new temporary directory.")
    private @Nullable Path directory;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, FlowException, StoreException, CommandFailure {
        Path work = workDirectory();
        if (format == OutputFormat.text) {
            console.out().println("Working in " + work);
        }
        DemoReport report = run(work);
        if (format == OutputFormat.json) {
            console.out().println(Json.pretty(report.json()));
        } else {
            report.print(console.out());
        }
        Optional<String> failure = report.failure();
        if (failure.isPresent()) {
            throw new CommandFailure(ExitCode.FINDINGS, failure.get());
        }
        if (format == OutputFormat.text) {
            showNext(work, report.demo());
        }
        return ExitCode.OK;
    }

    private DemoReport run(Path work) throws IOException, FlowException, StoreException, CommandFailure {
        Demo demo = new Demo(work, Worlds.real(work, new LogJournal()));
        try (DemoReceiver receiver = DemoReceiver.start()) {
            Engine.Outcome outcome;
            try (ProgressLine progress = new ProgressLine(console, "Making and running rows", rows)) {
                outcome = demo.run(rows, receiver, progress::show);
            }
            if (outcome.failedRuns() > 0) {
                throw new CommandFailure(ExitCode.FINDINGS, "a run of the demo failed; the log above says why");
            }
            return new DemoReport(
                    work, demo, rows, receiver.bodies(), ExportedFiles.below(demo.export()), demo.verify());
        }
    }

    private Path workDirectory() throws IOException, CommandFailure {
        if (directory == null) {
            return Files.createTempDirectory("automations-demo-");
        }
        Path work = directory.toAbsolutePath().normalize();
        if (Files.exists(work.resolve("state"))) {
            throw new CommandFailure(
                    ExitCode.USAGE, "'" + work + "' holds an earlier demo; remove it or choose another directory");
        }
        return Files.createDirectories(work);
    }

    private void showNext(Path work, Demo demo) {
        PrintStream out = console.out();
        out.println();
        out.println("Where to go next:");
        out.println("  look around             " + work);
        out.println("  prove the export again  automations verify-export " + demo.export());
        out.println("  run it on your own log  automations validate alert-webhook.json --parameters FILE");
        out.println("                          automations run alert-webhook.json --parameters FILE");
        out.println("  run it in NiFi          import alert-webhook.json as a process group; see README.md");
    }
}
