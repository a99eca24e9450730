package io.btautomations.engine.cli;

import io.btautomations.core.export.ExportVerifier;
import io.btautomations.core.export.VerificationReport;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves an export whole. */
@Command(
        name = "verify-export",
        description = {
            "Reads an export again and proves it against its commit logs: nothing missing, altered, doubled or added.",
            "Writes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the export is clean", "1:it is not", "74:it cannot be read"})
final class VerifyExportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "LOCATION", description = "s3://bucket/prefix, file:///directory, or a directory.")
    private String location = "";

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description = "A setting of ExportToS3, such as 'Region=eu-central-1'.")
    private Map<String, String> settings = Map.of();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    VerifyExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        ObjectStore store = new StandardObjectStores().open(root(location), Settings.of(new LinkedHashMap<>(settings)));
        try (WatchedObjects objects = new WatchedObjects(store, console)) {
            VerificationReport report = new ExportVerifier(objects).verify(location);
            objects.done();
            console.out().print(format == OutputFormat.json ? report.toJson() : report.toText());
            return report.isClean() ? ExitCode.OK : ExitCode.FINDINGS;
        }
    }

    /** The location as a URI; a plain path is a directory. */
    static URI root(String location) throws CommandFailure {
        if (!location.contains(":")) {
            return Path.of(location).toAbsolutePath().normalize().toUri();
        }
        try {
            return new URI(location);
        } catch (URISyntaxException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the location must be s3://bucket/prefix, file:///directory or a directory, got '" + location
                            + "'");
        }
    }
}
