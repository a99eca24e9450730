package io.btautomations.engine.cli;

import io.btautomations.core.export.VerificationReport;
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
import java.util.Locale;
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

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, FlowException, StoreException, CommandFailure {
        Path work = workDirectory();
        PrintStream out = console.out();
        out.println("Working in " + work);
        Demo demo = new Demo(work, Worlds.real(work, new LogJournal()));
        try (DemoReceiver receiver = DemoReceiver.start()) {
            Engine.Outcome outcome;
            try (ProgressLine progress = new ProgressLine(console, "Making and running rows", rows)) {
                outcome = demo.run(rows, receiver, progress::show);
            }
            if (outcome.failedRuns() > 0) {
                throw new CommandFailure(ExitCode.FINDINGS, "a run of the demo failed; the log above says why");
            }
            ExportedFiles exported = ExportedFiles.below(demo.export());
            boolean fired = !receiver.bodies().isEmpty();
            VerificationReport report = demo.verify();
            boolean complete = exported.total() == rows && report.isClean();
            out.println(number(rows) + " rows of a made-up LLM log arrived in " + work.relativize(demo.log()) + " ("
                    + Files.size(demo.log()) / 1024 + " KB)");
            alert(receiver);
            export(work, demo, exported);
            out.print(report.toText().indent(4));
            if (!fired || !complete) {
                throw new CommandFailure(
                        ExitCode.FINDINGS,
                        fired
                                ? number(exported.total()) + " of " + number(rows) + " rows were exported; see above"
                                : "the alert did not fire");
            }
            next(work, demo);
        }
        return ExitCode.OK;
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

    private void alert(DemoReceiver receiver) {
        PrintStream out = console.out();
        out.println();
        out.println("Alert (alert-webhook.json): rows where " + Demo.FILTER);
        for (String body : receiver.bodies()) {
            out.println("The webhook received:");
            out.println(Json.pretty(body));
        }
    }

    private void export(Path work, Demo demo, ExportedFiles exported) {
        PrintStream out = console.out();
        out.println();
        out.println("Export (export-s3.json): all rows to " + demo.export().toUri());
        exported.rowsByPath()
                .forEach((path, count) -> out.printf(
                        Locale.ROOT,
                        "%10s rows  %s%n",
                        number(count),
                        work.relativize(demo.export()).resolve(path)));
        out.printf(Locale.ROOT, "%10s rows in all%n", number(exported.total()));
    }

    private void next(Path work, Demo demo) {
        PrintStream out = console.out();
        out.println();
        out.println("Where to go next:");
        out.println("  look around             " + work);
        out.println("  prove the export again  automations verify-export " + demo.export());
        out.println("  run it on your own log  automations validate alert-webhook.json --parameters FILE");
        out.println("                          automations run alert-webhook.json --parameters FILE");
        out.println("  run it in NiFi          import alert-webhook.json as a process group; see README.md");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
