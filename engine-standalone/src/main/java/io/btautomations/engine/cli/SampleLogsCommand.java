package io.btautomations.engine.cli;

import io.btautomations.engine.sample.SampleLogs;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes rows to try things out on. */
@Command(
        name = "sample-logs",
        description = "Writes made-up LLM log rows as JSON Lines: conversations, scores, tags, errors, many scripts.",
        footer = {"", "The same --seed and --start give the same bytes; fewer rows are a prefix of more."})
final class SampleLogsCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--rows", paramLabel = "N", description = "How many rows; default: ${DEFAULT-VALUE}")
    private long rows = 1_000;

    @Option(names = "--seed", paramLabel = "N", description = "Another one gives other rows; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "When the first row was created; default: ${DEFAULT-VALUE}")
    private Instant start = Instant.parse("2025-05-12T10:00:00Z");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to; - for standard output, which is the default.")
    private String output = "-";

    @Option(
            names = "--format",
            description =
                    "How it is said what was written to FILE: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    SampleLogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        if (rows < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--rows must be 0 or more, got " + rows);
        }
        SampleLogs logs = new SampleLogs(seed, start);
        if (output.equals("-")) {
            OutputStream out = new BufferedOutputStream(console.out(), 1 << 16);
            logs.write(rows, out, done -> {});
            out.flush();
            return ExitCode.OK;
        }
        try (ProgressLine progress = new ProgressLine(console, "rows", rows);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(output)), 1 << 16)) {
            logs.write(rows, out, progress::show);
        }
        if (format == OutputFormat.json) {
            console.out()
                    .println(Json.pretty(Json.object()
                            .put("file", output)
                            .put("rows", rows)
                            .put("bytes", Files.size(Path.of(output)))));
        } else {
            console.err().println(rows + " rows written to " + output);
        }
        return ExitCode.OK;
    }
}
