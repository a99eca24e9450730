package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same flow definition on the same log, on a NiFi server and on the standalone engine: the same bytes come out. */
@ExtendWith(RunningNiFi.class)
class NiFiRoundTripIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String AUTOMATION = "c5b32408-8568-4bff-9299-8cdd56979b67";
    private static final String GENERATION = "01JZZZZZZZZZZZZZZZZZZZZZZZ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder = TestFiles.freshFolder("round-trip");

    @Test
    void theWebhookBodyIsTheSame(NiFiServer nifi) throws IOException {
        SpanLog log = SpanLog.write(folder.resolve("alert/spans.jsonl"), 200);
        FlowCopy flow = FlowCopy.onFiles("alert-webhook")
                .withContext("Round trip alert")
                .withProperty("ScheduledBtqlQuery", "Start Position", "Beginning")
                .withProperty("ScheduledBtqlQuery", "Automation ID", AUTOMATION)
                .withProperty("ScheduledBtqlQuery", "Generation", GENERATION)
                .withProperty("PostWebhookPayload", "Window Start", "2026-03-01T08:00:00.000Z")
                .withProperty("PostWebhookPayload", "Window End", "2026-03-01T09:00:00.000Z");
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            Map<String, String> parameters = Map.of(
                    "Log Paths",
                    log.file().toString(),
                    "Webhook URL",
                    receiver.url(),
                    "Allowed Hosts",
                    "127.0.0.1",
                    "Check Every",
                    "1 sec");

            String group = nifi.client().upload("Alert to webhook", flow.bytes());
            nifi.client().setParameters(group, parameters);
            nifi.client().start(group);
            Eventually.holds(
                    "webhook from NiFi", PATIENCE, () -> !receiver.deliveries().isEmpty());
            picture(nifi, group, "nifi-canvas-alert.png");
            nifi.client().stop(group);
            StandaloneEngine.Result result =
                    new StandaloneEngine(TestFiles.freshFolder("round-trip-alert")).runOnce(flow, parameters);

            assertThat(result.exitCode()).as(result.errors()).isZero();
            assertThat(receiver.deliveries()).hasSize(2);
            WebhookReceiver.Delivery fromNiFi = receiver.deliveries().get(0);
            WebhookReceiver.Delivery fromEngine = receiver.deliveries().get(1);
            assertThat(text(fromEngine.body())).isEqualTo(text(fromNiFi.body()));
            JsonNode payload = JSON.readTree(fromNiFi.body());
            assertThat(payload.at("/details/count").asInt()).isEqualTo(log.matches());
            assertThat(payload.at("/details/time_start").asText()).isEqualTo("2026-03-01T08:00:00.000Z");
            assertThat(payload.at("/automation/id").asText()).isEqualTo(AUTOMATION);
            assertThat(fromEngine.headers())
                    .containsKey("webhook-id")
                    .containsOnlyKeys(fromNiFi.headers().keySet());
            assertThat(fromEngine.headers().get("content-type"))
                    .isEqualTo(fromNiFi.headers().get("content-type"));
        }
    }

    @Test
    void whatIsReadFromBraintrustsApiIsTheSame(NiFiServer nifi) throws IOException, InterruptedException {
        int rows = 50;
        FlowCopy flow = FlowCopy.ofTemplate("alert-webhook")
                .withContext("Round trip live")
                .withProperty("ScheduledBtqlQuery", "Start Position", "Beginning")
                .withProperty("ScheduledBtqlQuery", "Evaluation Delay", "0 s")
                .withProperty("ScheduledBtqlQuery", "Requests Per Minute", "1000")
                .withProperty("ScheduledBtqlQuery", "Automation ID", AUTOMATION)
                .withProperty("ScheduledBtqlQuery", "Generation", GENERATION)
                .withProperty("PostWebhookPayload", "Window Start", "2026-03-01T08:00:00.000Z")
                .withProperty("PostWebhookPayload", "Window End", "2026-03-01T09:00:00.000Z");
        Path logs =
                Files.createDirectories(TestFiles.freshFolder("round-trip-live").resolve("logs"));
        try (ServedLogs served = ServedLogs.in(logs);
                WebhookReceiver receiver = new WebhookReceiver()) {
            String project = served.post(
                            "/api/project/register", JSON.createObjectNode().put("project_name", "Support Bot"))
                    .at("/project/id")
                    .asText();
            ObjectNode events = JSON.createObjectNode();
            for (int row = 0; row < rows; row++) {
                ObjectNode event = events.withArray("events").addObject().put("id", "row-" + row);
                event.putObject("metadata").put("priority", 0);
                event.putObject("scores").put("Factuality", row % 2);
            }
            served.post("/v1/project_logs/" + project + "/insert", events);
            Map<String, String> parameters = new HashMap<>();
            parameters.put("API URL", served.url());
            parameters.put("Braintrust API Key", "sk-any-key-will-do");
            parameters.put("Project ID", project);
            parameters.put("Webhook URL", receiver.url());
            parameters.put("Allowed Hosts", "127.0.0.1");
            parameters.put("Check Every", "3 sec");

            String group = nifi.client().upload("Alert to webhook", flow.bytes());
            nifi.client().setParameters(group, parameters);
            nifi.client().start(group);
            Eventually.holds(
                    "webhook from NiFi", PATIENCE, () -> !receiver.deliveries().isEmpty());
            nifi.client().stop(group);
            StandaloneEngine.Result result =
                    new StandaloneEngine(TestFiles.freshFolder("round-trip-live-engine")).runOnce(flow, parameters);

            assertThat(result.exitCode()).as(result.errors()).isZero();
            assertThat(receiver.deliveries()).hasSize(2);
            String fromNiFi = text(receiver.deliveries().get(0).body());
            assertThat(fromNiFi).contains("\"count\": " + rows / 2 + ",");
            assertThat(text(receiver.deliveries().get(1).body())).isEqualTo(fromNiFi);
        }
    }

    @Test
    void theExportedObjectsAreTheSame(NiFiServer nifi) throws IOException {
        SpanLog log = SpanLog.write(folder.resolve("export/spans.jsonl"), 500);
        FlowCopy flow = FlowCopy.onFiles("export-s3")
                .withContext("Round trip export")
                .withProperty("ScheduledBtqlQuery", "Automation ID", AUTOMATION)
                .withProperty("ScheduledBtqlQuery", "Generation", GENERATION);
        Path ofNiFi = TestFiles.freshFolder("export-nifi");
        Path ofEngine = TestFiles.freshFolder("export-engine");

        String group = nifi.client().upload("Export to S3", flow.bytes());
        nifi.client().setParameters(group, exportParameters(log, ofNiFi));
        nifi.client().start(group);
        Eventually.holds("export of all rows by NiFi", PATIENCE, () -> exportedRows(ofNiFi) == log.rows());
        picture(nifi, group, "nifi-canvas-export.png");
        nifi.client().stop(group);
        StandaloneEngine.Result result = new StandaloneEngine(TestFiles.freshFolder("round-trip-export"))
                .runOnce(flow, exportParameters(log, ofEngine));

        assertThat(result.exitCode()).as(result.errors()).isZero();
        Map<String, String> objectsOfNiFi = objects(ofNiFi);
        assertThat(objectsOfNiFi).hasSize(3);
        assertThat(objects(ofEngine)).isEqualTo(objectsOfNiFi);
        assertThat(TestFiles.listing(ofEngine)).isEqualTo(TestFiles.listing(ofNiFi));
        assertThat(books(ofEngine)).isEqualTo(books(ofNiFi));
    }

    private static Map<String, String> exportParameters(SpanLog log, Path target) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.file().toString());
        parameters.put("Export Path", target.toUri().toString());
        parameters.put("Check Every", "1 h");
        return parameters;
    }

    /** The exported data by key; beside it lie logs, manifests and what is being written. */
    private static Map<String, String> objects(Path export) {
        Map<String, String> objects = new TreeMap<>();
        for (String key : TestFiles.listing(export)) {
            if (key.startsWith("date=")) {
                objects.put(key, TestFiles.text(export.resolve(key)));
            }
        }
        return objects;
    }

    /**
     * Commit log and manifests by key, without what the clock decides: the end of the run's window, and hashes of
     * entries that hold it.
     */
    private static Map<String, JsonNode> books(Path export) throws IOException {
        Map<String, JsonNode> books = new TreeMap<>();
        for (String key : TestFiles.listing(export)) {
            if (key.contains("/log/") || key.endsWith("manifest.json")) {
                JsonNode book = JSON.readTree(export.resolve(key).toFile());
                ((ObjectNode) book.path("window")).remove("end");
                book.path("entries").forEach(entry -> ((ObjectNode) entry).remove("sha256"));
                books.put(key, book);
            }
        }
        assertThat(books).hasSizeGreaterThan(1);
        return books;
    }

    private static long exportedRows(Path export) {
        return objects(export).values().stream().flatMap(String::lines).count();
    }

    private static void picture(NiFiServer nifi, String group, String name) throws IOException {
        Path picture =
                TestFiles.repository().resolve("integration-tests/target").resolve(name);
        new Script("nifi/screenshot.sh").run(nifi.client().canvas(group).toString(), picture.toString());
        if (Boolean.getBoolean("docs.refresh")) {
            Path images = Files.createDirectories(TestFiles.repository().resolve("docs/images"));
            Files.copy(picture, images.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
