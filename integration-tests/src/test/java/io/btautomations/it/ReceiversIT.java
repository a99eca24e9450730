package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deliveries of the engine, judged by other people's receivers. */
class ReceiversIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEXT_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final Script RECEIVERS = new Script("receivers/receivers.sh");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder = TestFiles.freshFolder("receivers");
    private final SpanLog log = SpanLog.write(folder.resolve("spans.jsonl"), 200);
    private final FlowCopy flow =
            FlowCopy.onFiles("alert-webhook").withProperty("ScheduledBtqlQuery", "Start Position", "Beginning");

    @Test
    void theLibraryOfStandardWebhooksTakesOurSignatures() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            StandaloneEngine.Result run = run(flow, receiver.url());
            assertThat(run.exitCode()).as(run.errors()).isZero();
            WebhookReceiver.Delivery delivery = receiver.deliveries().get(0);
            String body = new String(delivery.body(), StandardCharsets.UTF_8);

            assertThat(judged(SECRET, delivery, body)).isEqualTo("taken: High-Priority Factuality");
            assertThat(judged(NEXT_SECRET, delivery, body))
                    .as("a secret that is on its way in")
                    .isEqualTo("taken: High-Priority Factuality");
            assertThat(judged(SECRET, delivery, body.replace("\"count\": ", "\"count\": 1")))
                    .isEqualTo("refused: No matching signature found");
            assertThat(judged("whsec_" + "A".repeat(32), delivery, body))
                    .isEqualTo("refused: No matching signature found");
        }
    }

    @Test
    void alertmanagerTakesTheAlert() throws IOException, InterruptedException {
        int port = Ports.free();
        Path home = TestFiles.freshFolder("receivers-alertmanager");
        RECEIVERS.run("alertmanager", home.toString(), Integer.toString(port));
        try {
            StandaloneEngine.Result run = run(
                    flow.withProperty("PostWebhookPayload", "Payload Format", "Alertmanager"),
                    "http://127.0.0.1:" + port + "/api/v2/alerts");
            assertThat(run.exitCode()).as(run.errors()).isZero();

            JsonNode alerts = get(port);

            assertThat(alerts).hasSize(1);
            assertThat(alerts.at("/0/status/state").asText()).isEqualTo("active");
            assertThat(alerts.at("/0/labels/alertname").asText()).isEqualTo("High-Priority Factuality");
            assertThat(alerts.at("/0/annotations/count").asInt()).isEqualTo(log.matches());
            assertThat(alerts.at("/0/generatorURL").asText()).startsWith("https://braintrust.dev/app/");
        } finally {
            RECEIVERS.run("stop", home.toString());
        }
    }

    private StandaloneEngine.Result run(FlowCopy copy, String url) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.file().toString());
        parameters.put("Webhook URL", url);
        parameters.put("Allowed Hosts", "127.0.0.1");
        parameters.put("Signing Secrets", SECRET + " " + NEXT_SECRET);
        return new StandaloneEngine(TestFiles.freshFolder("receivers-engine")).runOnce(copy, parameters);
    }

    private static String judged(String secret, WebhookReceiver.Delivery delivery, String body) {
        ObjectNode question = JSON.createObjectNode().put("secret", secret).put("body", body);
        delivery.headers().forEach(question.putObject("headers")::put);
        return RECEIVERS.answer(question.toString(), List.of("verify")).strip();
    }

    private static JsonNode get(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
