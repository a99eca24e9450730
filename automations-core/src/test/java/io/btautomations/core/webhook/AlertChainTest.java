package io.btautomations.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.http.OkHttpTransports;
import io.btautomations.core.ratelimit.RateLimitOnceStep;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.StepHarness;
import io.btautomations.core.webhook.Receiver.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From matches to what a receiver knows, with a fault at every place where there can be one. */
class AlertChainTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void whateverFailsEveryMatchIsInExactlyOneDeliveryThatTheReceiverKnows() {
        int injected = Failpoints.sweep(AlertChainTest::alertThroughFaults);
        assertThat(injected).isGreaterThan(80);
    }

    private static void alertThroughFaults(Failpoints failpoints) {
        try (Receiver receiver = new Receiver();
                StepHarness limiter = StepHarness.of(RateLimitOnceStep.DESCRIPTOR, failpoints)
                        .set(setting(RateLimitOnceStep.DESCRIPTOR, "Interval"), "5 min");
                StepHarness webhook = StepHarness.of(PostWebhookPayloadStep.DESCRIPTOR, failpoints)
                        .http(new OkHttpTransports())
                        .set(WebhookDescriptions.WEBHOOK_URL, receiver.url("/"))
                        .set(WebhookDescriptions.INITIAL_BACKOFF, "1 s")
                        .set(WebhookDescriptions.ALLOWED_HOSTS, "127.0.0.1")) {
            receiver.answer(503).answer(200).answer(500);
            Instant written = limiter.clock().now().minus(MINUTE);
            int rows = 0;
            for (int run = 0; run < 8; run++) {
                int matches = run % 3 == 2 ? 0 : run % 3 + 1;
                limiter.enqueue(lines(rows, matches), run(run, matches, written));
                rows += matches;
                written = written.plus(MINUTE);
                pass(limiter, webhook);
            }
            for (int i = 0; i < 8; i++) {
                pass(limiter, webhook);
            }
            check(receiver.received(), rows);
        }
    }

    /** A minute, in which both steps do what there is to do. */
    private static void pass(StepHarness limiter, StepHarness webhook) {
        limiter.triggerThroughFaults(2);
        limiter.takeOutput(route(RateLimitOnceStep.DESCRIPTOR, "notify")).forEach(webhook::enqueue);
        webhook.triggerThroughFaults(3);
        webhook.takeOutput(WebhookDescriptions.RETRY).forEach(webhook::enqueue);
        limiter.clock().advance(MINUTE);
        webhook.clock().set(limiter.clock().now());
    }

    private static void check(List<Received> received, int rows) {
        Map<String, JsonNode> byId = new TreeMap<>();
        for (Received request : received) {
            JsonNode details = json(request.body()).get("details");
            JsonNode former = byId.put(request.headers().get("webhook-id"), details);
            assertThat(former == null || former.equals(details))
                    .as("attempts of a delivery are equal")
                    .isTrue();
        }
        assertThat(byId.values().stream()
                        .mapToInt(details -> details.get("count").asInt())
                        .sum())
                .isEqualTo(rows);
        List<JsonNode> windows = new ArrayList<>(byId.values());
        windows.sort((one, other) ->
                one.get("time_start").asText().compareTo(other.get("time_start").asText()));
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).get("time_start").asText())
                    .isEqualTo(windows.get(i - 1).get("time_end").asText());
        }
    }

    private static Map<String, String> run(int number, int rows, Instant start) {
        Map<String, String> attributes = new TreeMap<>(PostWebhookPayloadStepTest.notification());
        attributes.keySet().removeIf(name -> name.startsWith("ratelimit."));
        attributes.put("btql.run.id", "run-" + number);
        attributes.put("fragment.identifier", "run-" + number);
        attributes.put("fragment.index", "0");
        attributes.put("fragment.count", "1");
        attributes.put("record.count", String.valueOf(rows));
        attributes.put("btql.window.start", start.toString());
        attributes.put("btql.window.end", start.plus(MINUTE).toString());
        return attributes;
    }

    private static String lines(int first, int rows) {
        StringBuilder lines = new StringBuilder();
        for (int i = first; i < first + rows; i++) {
            lines.append("{\"id\":\"row").append(i).append("\"}\n");
        }
        return lines.toString();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Setting<?> setting(StepDescriptor descriptor, String name) {
        return descriptor.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Route route(StepDescriptor descriptor, String name) {
        return descriptor.routes().stream()
                .filter(route -> route.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
