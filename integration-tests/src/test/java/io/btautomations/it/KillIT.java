package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An engine that is killed again and again while rows arrive: every row is exported once, every match is told once. */
class KillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KILLS = 20;
    private static final int CHUNKS = 10;
    private static final int ROWS_A_CHUNK = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder = TestFiles.freshFolder("kill");
    private final Path log = folder.resolve("spans.jsonl");
    private final Path export = folder.resolve("export");
    private final Random random = new Random(7);

    @Test
    void nothingIsLostAndNothingComesTwice() throws IOException, InterruptedException {
        SpanLog rows = SpanLog.write(folder.resolve("all rows"), KILLS * CHUNKS * ROWS_A_CHUNK);
        List<String> lines = Files.readAllLines(rows.file());
        StandaloneEngine engine = new StandaloneEngine(folder);
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            for (int kill = 0; kill < KILLS; kill++) {
                int before = starts();
                Process process = engine.start(flows(receiver));
                Eventually.holds("start of the engine", PATIENCE, () -> starts() == before + 2);
                for (int chunk = 0; chunk < CHUNKS; chunk++) {
                    int from = (kill * CHUNKS + chunk) * ROWS_A_CHUNK;
                    append(lines.subList(from, from + ROWS_A_CHUNK));
                    process.waitFor(random.nextInt(150), TimeUnit.MILLISECONDS);
                }
                assertThat(process.isAlive()).as("see engine.log").isTrue();
                process.destroyForcibly().waitFor();
            }
            Process process = engine.start(flows(receiver));
            Eventually.holds("last notification", PATIENCE, () -> notified(receiver) >= rows.matches());
            Eventually.holds("end of the export", PATIENCE, () -> exported().size() >= rows.rows());
            process.destroy();
            assertThat(process.waitFor()).as("a drain ends well").isZero();

            assertThat(exported()).containsExactlyInAnyOrderElementsOf(lines);
            assertThat(notified(receiver)).isEqualTo(rows.matches());
            StandaloneEngine.Result proof = engine.call(List.of("verify-export", export.toString()), Map.of());
            assertThat(proof.output()).contains("rows %,d,".formatted(rows.rows()), "is clean: 0 errors");
        }
    }

    /** Both automations of one engine on one log, looking at it several times a second. */
    private Map<FlowCopy, Map<String, String>> flows(WebhookReceiver receiver) {
        FlowCopy alert = FlowCopy.onFiles("alert-webhook")
                .withProperty("ScheduledBtqlQuery", "Start Position", "Beginning")
                .withProperty("PostWebhookPayload", "Initial Backoff", "1 s");
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.toString());
        parameters.put("Webhook URL", receiver.url());
        parameters.put("Allowed Hosts", "127.0.0.1");
        parameters.put("Check Every", "200 ms");
        parameters.put("Interval", "1 s");
        parameters.put("Export Path", export.toUri().toString());
        Map<FlowCopy, Map<String, String>> flows = new LinkedHashMap<>();
        flows.put(alert, parameters);
        flows.put(FlowCopy.onFiles("export-s3"), parameters);
        return flows;
    }

    /** How many automations said that they were started. */
    private int starts() {
        Path said = folder.resolve("engine.log");
        return Files.exists(said)
                ? Math.toIntExact(TestFiles.text(said)
                        .lines()
                        .filter(line -> line.endsWith("started"))
                        .count())
                : 0;
    }

    private void append(List<String> lines) throws IOException {
        String text = String.join("\n", lines) + "\n";
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Sum of the counts of all notifications; one that was posted twice has one id, and is one. */
    private static long notified(WebhookReceiver receiver) {
        Map<String, Long> counts = new HashMap<>();
        for (WebhookReceiver.Delivery delivery : receiver.deliveries()) {
            try {
                JsonNode payload = JSON.readTree(new String(delivery.body(), StandardCharsets.UTF_8));
                counts.put(
                        delivery.headers().get("webhook-id"),
                        payload.at("/details/count").asLong());
            } catch (IOException e) {
                throw new AssertionError("no JSON was posted", e);
            }
        }
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<String> exported() {
        List<String> rows = new ArrayList<>();
        for (String key : TestFiles.listing(export)) {
            if (key.startsWith("date=")) {
                TestFiles.text(export.resolve(key)).lines().forEach(rows::add);
            }
        }
        return rows;
    }
}
