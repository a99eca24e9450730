package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.flow.Finding;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what keeps flows from running, without opening the store or any connection. */
@Command(
        name = "validate",
        description = "Checks flow definitions, their parameters and settings. Opens no store and no connection.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing was found", "1:something was found", "74:a file cannot be read"})
final class ValidateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private FlowOptions flows = new FlowOptions();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    @Option(names = "--deny-warnings", description = "Warnings count like errors.")
    private boolean denyWarnings;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        FlowOptions.Loaded loaded = flows.load(console.environment());
        if (format == OutputFormat.json) {
            printJson(loaded);
        } else {
            printText(loaded);
        }
        boolean bad = loaded.hasErrors() || (denyWarnings && !loaded.findings().isEmpty());
        return bad ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private void printText(FlowOptions.Loaded loaded) {
        loaded.findings().forEach(finding -> console.out().println(finding.render()));
        long errors = loaded.findings().stream().filter(Finding::isError).count();
        long warnings = loaded.findings().size() - errors;
        if (errors == 0) {
            for (BoundAutomation automation : loaded.automations()) {
                console.out().println("ok: " + automation.name() + " (" + chain(automation) + ")");
            }
        }
        if (!loaded.findings().isEmpty()) {
            console.out().println(counted(errors, "error") + ", " + counted(warnings, "warning"));
        }
    }

    private static String chain(BoundAutomation automation) {
        List<String> types = automation.components().stream()
                .map(component -> component.descriptor().type())
                .toList();
        return String.join(", ", types);
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void printJson(FlowOptions.Loaded loaded) {
        ObjectNode root = Json.object();
        root.put("valid", !loaded.hasErrors());
        ArrayNode automations = root.putArray("automations");
        loaded.automations()
                .forEach(automation ->
                        automations.addObject().put("name", automation.name()).put("file", automation.file()));
        ArrayNode findings = root.putArray("findings");
        loaded.findings().forEach(finding -> findings.add(Json.of(finding)));
        console.out().println(Json.pretty(root));
    }
}
