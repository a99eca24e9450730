package io.btautomations.engine.demo;

import io.btautomations.core.export.ExportVerifier;
import io.btautomations.core.export.VerificationReport;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.WallClock;
import io.btautomations.core.setting.Settings;
import io.btautomations.engine.bind.Binder;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.StepCatalogue;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.flow.FlowReader;
import io.btautomations.engine.resolve.ParameterValues;
import io.btautomations.engine.run.Engine;
import io.btautomations.engine.run.World;
import io.btautomations.engine.sample.SampleLogs;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Runs the two shipped templates on sample rows, in a directory of its own. */
public final class Demo {

    /** What the alert of the demo looks for. */
    public static final String FILTER = "metadata.priority = 0 AND scores.Factuality < 0.9";

    private static final long SEED = 1;

    private final Path directory;
    private final World world;
    private final WallClock clock;

    /** @param directory where everything happens; made if it is missing */
    public Demo(Path directory, World world) {
        this.directory = directory;
        this.world = world;
        this.clock = world.clock();
    }

    /** Where the rows are. */
    public Path log() {
        return directory.resolve("logs").resolve("spans.jsonl");
    }

    /** Where the export goes. */
    public Path export() {
        return directory.resolve("export");
    }

    /**
     * Starts the automations on an empty log, has rows arrive, and runs the automations again.
     *
     * @param rows how many arrive
     * @param receiver takes the webhook
     * @param progress is told how many rows have been made
     * @return what became of the last runs
     */
    public Engine.Outcome run(long rows, DemoReceiver receiver, LongConsumer progress)
            throws IOException, FlowException, StoreException {
        Files.createDirectories(log().getParent());
        List<BoundAutomation> automations = automations(receiver);
        try (EngineStore store = EngineStore.open(directory.resolve("state"), clock);
                Engine engine = Engine.of(automations, store, world)) {
            Engine.Outcome first = engine.runOnce();
            if (first.failedRuns() > 0) {
                return first;
            }
            Instant start = clock.now().minusSeconds(2 * rows);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log()), 1 << 16)) {
                new SampleLogs(SEED, start).write(rows, out, progress);
            }
            return engine.runOnce();
        }
    }

    /** Proves the export against its commit log. */
    public VerificationReport verify() throws IOException {
        try (ObjectStore store = world.objects().open(export().toUri(), Settings.of(Map.of()))) {
            return new ExportVerifier(store).verify(export().toUri().toString());
        }
    }

    private List<BoundAutomation> automations(DemoReceiver receiver) throws IOException, FlowException {
        Map<String, String> parameters = Map.of(
                "Automation Name",
                "High-Priority Factuality",
                "BTQL Filter",
                FILTER,
                "Log Source",
                "Local Files",
                "Log Paths",
                directory.resolve("logs") + "/*.jsonl",
                "Webhook URL",
                receiver.url().toString(),
                "Allowed Hosts",
                "127.0.0.1",
                "Export Path",
                export().toUri().toString());
        List<Finding> findings = new ArrayList<>();
        List<FlowDefinition> definitions = new ArrayList<>();
        for (Templates template : Templates.values()) {
            definitions.add(FlowReader.read(template.copyTo(directory), findings));
        }
        List<BoundAutomation> automations = new Binder(
                        StepCatalogue.standard(), ParameterValues.of(parameters), ZoneId::systemDefault, findings)
                .bind(definitions);
        if (findings.stream().anyMatch(Finding::isError)) {
            throw new FlowException(findings);
        }
        return automations;
    }
}
