package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.imports.AutomationImports;
import io.btautomations.engine.imports.ImportReport;
import io.btautomations.engine.imports.ImportedAutomation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns Braintrust's automations into flows. */
@Command(
        name = "import",
        description = {
            "Turns Braintrust's own automations into flow definitions, and says what could not be carried over.",
            "Each flow has a file of parameter values. Asks nobody: the JSON is what GET /v1/project_automation answers."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was carried over",
            "1:something was not, and is said",
            "74:a file cannot be read or written"
        })
final class ImportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "AUTOMATION.json",
            description = "One automation, a list of them, or the API's list answer; - for standard input.")
    private Path file = Path.of("-");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where the flows go; made if it is missing; default: here.")
    private Path directory = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter that Braintrust's JSON does not have, such as 'Organization Name=acme'.")
    private Map<String, String> given = Map.of();

    @Option(names = "--overwrite", description = "Replace files that are there.")
    private boolean overwrite;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        ImportReport report = AutomationImports.read(file.toString(), input(), given);
        for (ImportedAutomation automation : report.automations()) {
            requireFree(directory.resolve(automation.flowFile()));
            requireFree(directory.resolve(automation.parameterFile()));
        }
        Files.createDirectories(directory.toAbsolutePath());
        for (ImportedAutomation automation : report.automations()) {
            write(automation);
        }
        if (format == OutputFormat.json) {
            printJson(report);
        } else {
            printText(report);
        }
        return report.findings().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private byte[] input() throws IOException {
        if (file.toString().equals("-")) {
            return console.in().readAllBytes();
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file '" + file + "'", e);
        }
    }

    private void requireFree(Path target) throws CommandFailure {
        if (!overwrite && Files.exists(target)) {
            throw new CommandFailure(
                    ExitCode.IO, "'" + target + "' is in the way", "choose another --output, or add --overwrite");
        }
    }

    private void write(ImportedAutomation automation) throws IOException {
        Files.writeString(directory.resolve(automation.flowFile()), Json.pretty(automation.flow()) + "\n");
        ObjectNode values = Json.object();
        new TreeMap<>(automation.parameters()).forEach(values::put);
        OwnerFile.write(
                directory.resolve(automation.parameterFile()),
                (Json.pretty(values) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void printText(ImportReport report) {
        for (ImportedAutomation automation : report.automations()) {
            console.out()
                    .println(automation.name() + " (" + automation.kind() + "): "
                            + directory.resolve(automation.flowFile()) + ", "
                            + directory.resolve(automation.parameterFile()));
            List<String> open = automation.toFillIn();
            if (!open.isEmpty()) {
                console.out().println("  to fill in: " + String.join(", ", open));
            }
        }
        report.findings().forEach(finding -> console.out().println(finding.render()));
    }

    private void printJson(ImportReport report) {
        ObjectNode root = Json.object();
        for (ImportedAutomation automation : report.automations()) {
            ObjectNode node = root.withArray("automations")
                    .addObject()
                    .put("name", automation.name())
                    .put("kind", automation.kind())
                    .put("flow", directory.resolve(automation.flowFile()).toString())
                    .put(
                            "parameters",
                            directory.resolve(automation.parameterFile()).toString());
            automation.toFillIn().forEach(node.putArray("toFillIn")::add);
        }
        for (Finding finding : report.findings()) {
            root.withArray("findings").add(Json.of(finding));
        }
        console.out().println(Json.pretty(root));
    }
}
