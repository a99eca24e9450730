package io.btautomations.engine.cli;

import io.btautomations.engine.demo.Templates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Uses what users use most, so that a class-data archive written at the end of this process has what they need. */
@Command(
        name = "warm-up",
        hidden = true,
        description = "Loads what most commands need. For the launcher, which keeps it in a class-data archive.")
final class WarmUpCommand implements Callable<Integer> {

    /** Kinds of commands that load much the same. */
    private enum Kind {
        /** They look at flows and texts, and end. */
        look,
        /** They read or write logs, or the state. */
        work
    }

    private final Console console;
    private final Set<String> commands;

    @Option(
            names = "--for",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES}: the commands that what is loaded is for; default: all.")
    private List<Kind> kinds = List.of(Kind.values());

    @Option(
            names = "--help-texts",
            paramLabel = "DIR",
            description = "Where to keep what --help prints, a file for each command.")
    private @Nullable Path helpTexts;

    /** @param commands names of all commands */
    WarmUpCommand(Console console, Set<String> commands) {
        this.console = console;
        this.commands = Set.copyOf(commands);
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("automations-warm-up");
        try {
            Console nowhere = nowhere();
            List<Path> flows = new ArrayList<>();
            for (Templates template : Templates.values()) {
                flows.add(template.copyTo(folder));
            }
            String url = Files.writeString(
                            folder.resolve("parameters.json"),
                            "{\"Log Source\": \"Local Files\", \"Webhook URL\": \"https://example.com/hook\"}")
                    .toString();
            if (helpTexts != null) {
                writeHelp(helpTexts);
            }
            if (kinds.contains(Kind.look)) {
                for (Path flow : flows) {
                    AutomationsCommand.execute(nowhere, "validate", flow.toString(), "--parameters", url);
                    AutomationsCommand.execute(nowhere, "graph", flow.toString());
                }
                AutomationsCommand.execute(nowhere, "explain", "scores.Factuality < 0.5");
            }
            if (kinds.contains(Kind.work)) {
                work(nowhere, flows.get(1), folder);
            }
        } finally {
            Folders.delete(folder);
        }
        return ExitCode.OK;
    }

    private static void work(Console nowhere, Path flow, Path folder) {
        Path log = folder.resolve("log.jsonl");
        String state = folder.resolve("state").toString();
        AutomationsCommand.execute(nowhere, "sample-logs", "--rows", "50", "--output", log.toString());
        AutomationsCommand.execute(
                nowhere,
                "run",
                flow.toString(),
                "--once",
                "--state",
                state,
                "--set",
                "Log Source=Local Files",
                "--set",
                "Log Paths=" + log,
                "--set",
                "Export Path=" + folder.resolve("export").toUri());
        AutomationsCommand.execute(nowhere, "status", "--state", state);
        AutomationsCommand.execute(nowhere, "history", "--state", state, "--format", "json");
        AutomationsCommand.execute(nowhere, "query", "error is null | limit: 1", "--logs", log.toString());
    }

    private void writeHelp(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("automations.txt"), said("--help"));
        for (String command : commands) {
            Files.write(directory.resolve(command + ".txt"), said(command, "--help"));
        }
    }

    private byte[] said(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AutomationsCommand.execute(to(out), arguments);
        return out.toByteArray();
    }

    private Console nowhere() {
        return to(OutputStream.nullOutputStream());
    }

    private Console to(OutputStream out) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Console(
                new ByteArrayInputStream(new byte[0]), stream, stream, false, 0, Map.copyOf(console.environment()));
    }
}
