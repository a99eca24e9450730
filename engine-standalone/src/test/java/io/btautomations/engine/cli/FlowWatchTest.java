package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.engine.demo.Templates;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.run.Engine;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files that change under an engine. */
class FlowWatchTest {

    private static final String NAME = "Export to S3";

    @TempDir
    private Path folder;

    private final List<String> journal = new ArrayList<>();
    private final FlowOptions flows = new FlowOptions();
    private Path flow = Path.of("");
    private Path parameters = Path.of("");
    private EngineStore store;
    private Engine engine;
    private FlowWatch watch;

    @BeforeEach
    void run() throws IOException, FlowException, StoreException {
        flow = Templates.EXPORT_S3.copyTo(folder);
        parameters = folder.resolve("parameters.json");
        Files.writeString(folder.resolve("secret"), "one");
        give("5 min", "");
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("flows", CommandLine.Model.CommandSpec.forAnnotatedObject(flows)))
                .parseArgs(flow.toString(), "--parameters", parameters.toString());
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()),
                false,
                0,
                Map.of());
        store = EngineStore.open(folder.resolve("state"), Worlds.CLOCK);
        engine = Engine.of(flows.require(console), store, Worlds.real(folder.resolve("state"), words()));
        watch = new FlowWatch(flows, Map.of());
    }

    @AfterEach
    void stop() throws StoreException {
        engine.close();
        store.close();
    }

    @Test
    void whatDidNotChangeIsLeftAlone() throws IOException, InterruptedException {
        look(3);
        give("5 min", "");
        look(3);
        assertThat(journal).isEmpty();
    }

    @Test
    void aParameterFileChanges() throws IOException, InterruptedException, StoreException {
        give("7 min", "");
        look(1);
        assertThat(journal).as("it may still be being written").isEmpty();
        look(2);
        assertThat(journal).containsExactly("INFO " + NAME + ": changed");
        assertThat(schedule()).isEqualTo("every 7 min");
    }

    @Test
    void aSecretThatTheParameterFileRefersToChanges() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("secret"), "two");
        look(3);
        assertThat(journal).containsExactly("INFO " + NAME + ": changed");
    }

    @Test
    void aParameterThatNobodyUsesChangesNothing() throws IOException, InterruptedException {
        give("5 min", ", \"Nobody\": \"1\"");
        look(3);
        assertThat(journal)
                .singleElement()
                .asString()
                .startsWith("WARN : FLOW-309")
                .contains("'Nobody'");
    }

    @Test
    void aFlowThatCannotRunIsReportedOnceAndTheOldOneGoesOn() throws IOException, InterruptedException, StoreException {
        String good = Files.readString(flow);
        Files.writeString(flow, good.replace("TIMER_DRIVEN", "SOMETIMES"));
        look(5);
        assertThat(journal)
                .hasSizeGreaterThan(1)
                .last()
                .isEqualTo("ERROR : the changed files cannot run; what ran before goes on");
        assertThat(journal.get(0)).startsWith("ERROR : FLOW-402").contains(flow + "#/flowContents/processors/");
        assertThat(schedule()).isEqualTo("every 5 min");

        journal.clear();
        Files.writeString(flow, good);
        give("9 min", "");
        look(3);
        assertThat(journal).containsExactly("INFO " + NAME + ": changed");
        assertThat(schedule()).isEqualTo("every 9 min");
    }

    @Test
    void aFileThatIsGoneIsReportedOnceAndTheOldOneGoesOn() throws IOException, InterruptedException {
        String good = Files.readString(flow);
        Files.delete(flow);
        look(5);
        assertThat(journal).containsExactly("ERROR : there is no file '" + flow + "'; what ran before goes on");
        journal.clear();
        Files.writeString(flow, good);
        look(3);
        assertThat(journal).as("it is as it was").isEmpty();
    }

    private void look(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            watch.look(engine, words());
        }
    }

    private String schedule() throws StoreException {
        return store.automations().stream()
                .filter(automation -> automation.name().equals(NAME))
                .map(AutomationRecord::schedule)
                .findFirst()
                .orElseThrow();
    }

    private void give(String checkEvery, String more) throws IOException {
        Files.writeString(
                parameters,
                ("{\"Log Source\": \"Local Files\", \"Check Every\": \"%s\", \"Export Path\": \"%s\", \"Access Key ID\": \"@secret\","
                                + " \"Secret Access Key\": \"@secret\"%s}")
                        .formatted(checkEvery, folder.resolve("export").toUri(), more),
                StandardCharsets.UTF_8);
    }

    private Journal words() {
        return new Journal() {
            @Override
            public void say(Level level, String automation, String component, String message) {
                journal.add(level + " " + automation + ": " + message);
            }

            @Override
            public void bug(String automation, String component, RuntimeException error) {
                throw new AssertionError(error);
            }
        };
    }
}
