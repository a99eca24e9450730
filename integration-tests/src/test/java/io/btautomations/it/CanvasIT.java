package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page on NiFi says a user does on the canvas: manual trigger, test, history and reset of an automation. */
@ExtendWith(RunningNiFi.class)
class CanvasIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder = TestFiles.freshFolder("canvas");
    private final Path export = folder.resolve("export");

    @Test
    void anAutomationIsTriggeredTestedLookedAtAndReset(NiFiServer server) throws IOException {
        NiFiClient nifi = server.client();
        SpanLog log = SpanLog.write(folder.resolve("log/spans.jsonl"), 100);
        String group = nifi.upload(
                "Canvas", FlowCopy.onFiles("export-s3").withContext("Canvas").bytes());
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.file().toString());
        parameters.put("Export Path", export.toUri().toString());
        parameters.put("Check Every", "1 h");
        nifi.setParameters(group, parameters);
        String source = nifi.processor(group, "ScheduledBtqlQuery").id();
        String exporter = nifi.processor(group, "ExportToS3").id();

        // Test, before anything runs: each processor by itself.
        assertThat(nifi.verify(source, Map.of()))
                .hasSizeGreaterThanOrEqualTo(3)
                .noneMatch(result -> result.startsWith("FAILED "))
                .contains("SKIPPED Read checkpoint: NiFi shows no state to a verification: look at View State");
        assertThat(nifi.verify(exporter, Map.of())).isNotEmpty().noneMatch(result -> result.startsWith("FAILED "));
        assertThat(nifi.state(source)).as("a test moves nothing").isEmpty();

        nifi.start(group);
        Eventually.holds("first run", PATIENCE, () -> exported() == 100);

        // Manual trigger: stop the source, Run Once, start it.
        append(log.file(), "{\"id\":\"late\",\"created\":\"2026-03-01T08:00:00.000Z\"}\n");
        nifi.stopProcessor(source);
        nifi.runOnce(source);
        Eventually.holds("manual run", PATIENCE, () -> exported() == 101);

        // History: the state of the source tells of its runs, provenance of what came and went.
        Map<String, String> state = new TreeMap<>(nifi.state(source));
        List<String> runs =
                state.keySet().stream().filter(key -> key.startsWith("run.")).toList();
        assertThat(runs).hasSize(2);
        assertThat(state.get(runs.get(0))).contains("rows=100 ");
        assertThat(state.get(runs.get(1))).contains("rows=1 ");
        assertThat(nifi.provenance(source)).contains("RECEIVE " + log.file().toUri());
        assertThat(nifi.provenance(exporter))
                .filteredOn(event -> event.startsWith("SEND "))
                .hasSizeGreaterThanOrEqualTo(2);

        // Test of the whole automation: Mode = Test Run and Run Once.
        List<String> before = objects();
        nifi.setProperties(source, Map.of("Mode", "Test Run"));
        nifi.runOnce(source);
        Eventually.holds("end of the test", PATIENCE, () -> nifi.queued(group) == 0);
        nifi.setProperties(source, Map.of("Mode", "Scheduled"));
        assertThat(objects()).as("what a test writes it deletes").isEqualTo(before);
        assertThat(new TreeMap<>(nifi.state(source))).isEqualTo(state);

        // Reset: Clear State on the source; all rows come again, as another generation.
        nifi.clearState(source);
        nifi.startProcessor(source);
        Eventually.holds("export after the reset", PATIENCE, () -> exported() == 202);
        nifi.stop(group);
        assertThat(nifi.state(source).get("generation")).isNotEqualTo(state.get("generation"));
        assertThat(objects()).containsAll(before);
    }

    @Test
    void theProcessorsOfAnAlertAreTestedOneByOne(NiFiServer server) {
        NiFiClient nifi = server.client();
        SpanLog log = SpanLog.write(folder.resolve("log/spans.jsonl"), 100);
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String group = nifi.upload(
                    "Canvas alert",
                    FlowCopy.onFiles("alert-webhook")
                            .withContext("Canvas alert")
                            .bytes());
            nifi.setParameters(
                    group,
                    Map.of(
                            "Log Paths",
                            log.file().toString(),
                            "Webhook URL",
                            receiver.url(),
                            "Allowed Hosts",
                            "127.0.0.1"));
            for (NiFiClient.Processor processor : nifi.processors(group)) {
                assertThat(nifi.verify(processor.id(), Map.of("test.count", "7")))
                        .as(processor.type())
                        .hasSizeGreaterThanOrEqualTo(2)
                        .noneMatch(result -> result.startsWith("FAILED "));
            }
            assertThat(receiver.deliveries()).hasSize(1);
            assertThat(new String(receiver.deliveries().get(0).body(), StandardCharsets.UTF_8))
                    .contains("\"is_test\": true", "\"count\": 7,");
        }
    }

    private List<String> objects() {
        return TestFiles.listing(export).stream()
                .filter(key -> key.startsWith("date="))
                .toList();
    }

    private long exported() {
        return objects().stream()
                .mapToLong(key -> TestFiles.text(export.resolve(key)).lines().count())
                .sum();
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
