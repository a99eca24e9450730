package io.btautomations.core.webhook;

import static io.btautomations.core.webhook.WebhookDescriptions.FAILURE;
import static io.btautomations.core.webhook.WebhookDescriptions.RETRY;
import static io.btautomations.core.webhook.WebhookDescriptions.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.http.OkHttpTransports;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import io.btautomations.core.webhook.Receiver.Received;
import io.btautomations.core.webhook.payload.BraintrustPayloadTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostWebhookPayloadStepTest {

    private static final String SECRET_PATH = "/services/T000/B000/s3cr3t?token=t0k3n";

    private final Receiver receiver = new Receiver();
    private final StepHarness harness = harness(new Failpoints());

    @AfterEach
    void close() {
        harness.close();
        receiver.close();
    }

    private StepHarness harness(Failpoints failpoints) {
        return StepHarness.of(PostWebhookPayloadStep.DESCRIPTOR, failpoints)
                .http(new OkHttpTransports())
                .set(WebhookDescriptions.WEBHOOK_URL, receiver.url(SECRET_PATH))
                .set(WebhookDescriptions.ALLOWED_HOSTS, "127.0.0.1");
    }

    static Map<String, String> notification() {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("braintrust.org.id", "org_123");
        attributes.put("braintrust.org.name", "your-organization");
        attributes.put("braintrust.project.id", "proj_456");
        attributes.put("braintrust.project.name", "your-project");
        attributes.put("automation.id", "c5b32408-8568-4bff-9299-8cdd56979b67");
        attributes.put("automation.name", "High-Priority Factuality");
        attributes.put("automation.description", "Alert on factuality scores for logs with priority 0 in metadata");
        attributes.put("automation.generation", "01JV0000000000000000000001");
        attributes.put("btql.filter", "metadata.priority = 0 AND scores.Factuality < 0.9");
        attributes.put("ratelimit.interval.seconds", "3600");
        attributes.put("ratelimit.count", "5");
        attributes.put("ratelimit.window.start", "2025-05-12T10:00:00.000Z");
        attributes.put("ratelimit.window.end", "2025-05-12T11:00:00.000Z");
        attributes.put("ratelimit.sequence", "1");
        attributes.put("alert.state", "firing");
        return attributes;
    }

    @Test
    void theReceiverGetsThePayloadAndTheItemGoesToSuccess() throws StepException {
        MemoryItem item = harness.enqueue("{\"id\":1}\n", notification());
        assertThat(harness.trigger()).isEqualTo(Progress.MORE);
        assertThat(harness.trigger()).isEqualTo(Progress.IDLE);

        Received request = only(receiver.received());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo(SECRET_PATH);
        assertThat(request.body()).isEqualTo(BraintrustPayloadTest.golden("log-alert"));
        MemoryItem delivered = only(harness.output(SUCCESS));
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("user-agent", "btautomations")
                .containsEntry("webhook-id", delivered.get(Attributes.WEBHOOK_ID))
                .containsEntry(
                        "webhook-timestamp",
                        String.valueOf(harness.clock().now().getEpochSecond()))
                .doesNotContainKey("authorization");
        assertThat(delivered.text()).isEqualTo(item.text());
        assertThat(delivered.attributes())
                .containsEntry("webhook.status", "200")
                .containsEntry("webhook.response", "ok")
                .containsEntry("webhook.attempt", "1")
                .containsEntry("webhook.error", "");
        assertThat(harness.events().count(WebhookDescriptions.DELIVERIES)).isEqualTo(1);
    }

    @Test
    void anEnvironmentsChangeIsTold() throws StepException {
        harness.set(WebhookDescriptions.PAYLOAD_FORMAT, "Braintrust Environment Update");
        Map<String, String> attributes = notification();
        attributes.keySet().removeIf(name -> name.startsWith("ratelimit.") || name.startsWith("alert."));
        attributes.put("automation.name", "Production prompts");
        attributes.put("automation.description", "Tell when production gets another prompt");
        attributes.put("environment.slug", "production");
        attributes.put("environment.action", "update");
        attributes.put("prompt.id", "prompt_789");
        attributes.put("prompt.slug", "support-answer");
        attributes.put("prompt.version", "5878bd218351fb8e");
        harness.enqueue("", attributes);
        harness.trigger();
        assertThat(only(receiver.received()).body()).isEqualTo(BraintrustPayloadTest.golden("environment-update"));

        attributes.put("environment.action", "rename");
        attributes.remove("prompt.slug");
        harness.enqueue("", attributes);
        harness.trigger();
        assertThat(only(harness.output(FAILURE)).get(Attributes.WEBHOOK_ERROR))
                .isEqualTo("the payload cannot be made: Environment Action must be 'update' or 'delete', got 'rename'; "
                        + "Prompt Slug is empty");
    }

    @Test
    void rowsAreShownOnlyIfTheUserAsksForThem() throws StepException {
        harness.set(WebhookDescriptions.PAYLOAD_FORMAT, "Template")
                .set(WebhookDescriptions.PAYLOAD_TEMPLATE, "{\"rows\":\"{{rows}}\"}");
        String rows = "{\"id\":1}\r\n\n" + "x".repeat(20_000) + "\n{\"id\":3}";
        harness.enqueue(rows, notification());
        harness.trigger();
        harness.set(WebhookDescriptions.SAMPLE_ROWS, "2").restart();
        harness.enqueue(rows, notification());
        harness.trigger();
        harness.set(WebhookDescriptions.SAMPLE_ROWS, "10").restart();
        harness.enqueue(rows, notification());
        harness.trigger();
        assertThat(receiver.received().stream().map(Received::body))
                .containsExactly(
                        "{\"rows\":\"\"}",
                        "{\"rows\":\"{\\\"id\\\":1}\\n" + "x".repeat(16_384) + "\"}",
                        "{\"rows\":\"{\\\"id\\\":1}\\n" + "x".repeat(16_384) + "\\n{\\\"id\\\":3}\"}");
    }

    @Test
    void whatFailsForAWhileIsTriedAgainWithTheSameBytesAndId() throws StepException {
        receiver.answer(503)
                .answer(429, Map.of("Retry-After", "120"), "slow down")
                .answer(200);
        harness.enqueue("", notification());
        harness.trigger();
        MemoryItem first = only(harness.takeOutput(RETRY));
        assertThat(first.attributes())
                .containsEntry("webhook.error", "the receiver answered 503")
                .containsEntry("webhook.attempt", "1");
        assertThat(Duration.between(harness.clock().now(), notBefore(first)))
                .isBetween(Duration.ZERO, Duration.ofSeconds(5));

        harness.clock().set(notBefore(first));
        harness.enqueue(first);
        harness.trigger();
        MemoryItem second = only(harness.takeOutput(RETRY));
        assertThat(second.get(Attributes.WEBHOOK_RESPONSE)).isEqualTo("slow down");
        assertThat(notBefore(second)).isEqualTo(harness.clock().now().plusSeconds(120));

        harness.enqueue(second);
        assertThat(harness.trigger()).isEqualTo(Progress.MORE);
        assertThat(receiver.received()).hasSize(2);
        assertThat(harness.waiting()).hasSize(1);

        harness.clock().advance(Duration.ofSeconds(120));
        harness.trigger();
        assertThat(only(harness.output(SUCCESS)).get(Attributes.WEBHOOK_ATTEMPT))
                .isEqualTo("3");
        List<Received> requests = receiver.received();
        assertThat(requests)
                .extracting(Received::body)
                .containsOnly(requests.get(0).body());
        assertThat(requests)
                .extracting(request -> request.headers().get("webhook-id"))
                .containsOnly(requests.get(0).headers().get("webhook-id"));
        assertThat(requests.get(2).headers().get("webhook-timestamp"))
                .isNotEqualTo(requests.get(0).headers().get("webhook-timestamp"));
        assertThat(harness.events().warnings()).hasSize(1);
        assertThat(harness.events().infos()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void statusesThatMayPassAreTriedAgain(int status) throws StepException {
        receiver.answer(status);
        harness.enqueue("", notification());
        harness.trigger();
        assertThat(harness.output(RETRY)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | the receiver answered 400, which trying again does not change",
                "401 | the receiver answered 401, which trying again does not change; check the authentication and the"
                        + " Webhook URL",
                "302 | the receiver answered 302, a redirect to 10.0.0.1, and redirects are not followed; set the Webhook"
                        + " URL to where it leads",
            })
    void statusesThatDoNotPassFailAtOnce(int status, String reason) throws StepException {
        receiver.answer(status, Map.of("Location", "http://10.0.0.1/secret"), "");
        harness.enqueue("", notification());
        harness.trigger();
        MemoryItem failed = only(harness.output(FAILURE));
        assertThat(failed.get(Attributes.WEBHOOK_ERROR)).isEqualTo(reason);
        assertThat(failed.get(Attributes.WEBHOOK_STATUS)).isEqualTo(String.valueOf(status));
        assertThat(receiver.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void anEndpointThatIsNoMoreIsLeftAloneUntilTheSettingsChange(int status) throws StepException {
        receiver.answer(status);
        harness.enqueue("", notification());
        harness.trigger();
        harness.restart();
        harness.enqueue("", notification());
        harness.trigger();
        assertThat(receiver.received()).hasSize(1);
        assertThat(harness.output(FAILURE)).hasSize(2);
        assertThat(harness.output(FAILURE).get(1).get(Attributes.WEBHOOK_ERROR))
                .isEqualTo("deliveries stopped at 2026-01-02T03:04:05.678Z because the receiver answered " + status
                        + "; correct the settings, or clear the state of this component to try again");

        harness.set(WebhookDescriptions.CUSTOM_HEADERS, "X-Key: 1").restart();
        harness.takeOutput(FAILURE).forEach(harness::enqueue);
        harness.triggerUntilIdle(10);
        assertThat(harness.output(SUCCESS)).hasSize(2);
    }

    @Test
    void clearedStateEndsTheStop() throws StepException {
        receiver.answer(410);
        harness.enqueue("", notification());
        harness.trigger();
        harness.state().overwrite(Map.of());
        harness.enqueue("", notification());
        harness.trigger();
        assertThat(harness.output(SUCCESS)).hasSize(1);
    }

    @Test
    void attemptsAreLimitedInNumber() throws StepException {
        harness.set(WebhookDescriptions.MAX_ATTEMPTS, "3");
        MemoryItem failed = triedUntilGivenUp();
        assertThat(receiver.received()).hasSize(3);
        assertThat(failed.get(Attributes.WEBHOOK_ERROR))
                .isEqualTo("the receiver answered 500; given up after 3 attempts");
    }

    @Test
    void attemptsAreLimitedInTime() throws StepException {
        harness.set(WebhookDescriptions.DELIVERY_TIME_LIMIT, "10 min").set(WebhookDescriptions.MAX_ATTEMPTS, "1000");
        Instant start = harness.clock().now();
        triedUntilGivenUp();
        assertThat(Duration.between(start, harness.clock().now())).isLessThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(receiver.received()).hasSizeBetween(3, 60);
    }

    private MemoryItem triedUntilGivenUp() throws StepException {
        for (int i = 0; i < 100; i++) {
            receiver.answer(500);
        }
        harness.enqueue("", notification());
        while (harness.output(FAILURE).isEmpty()) {
            harness.trigger();
            for (MemoryItem item : harness.takeOutput(RETRY)) {
                harness.clock().set(notBefore(item));
                harness.enqueue(item);
            }
        }
        return only(harness.output(FAILURE));
    }

    @Test
    void aDeadLetterThatIsPutInAgainBeginsAnewUnderItsOldId() throws StepException {
        harness.set(WebhookDescriptions.MAX_ATTEMPTS, "1");
        receiver.answer(500);
        harness.enqueue("", notification());
        harness.trigger();
        harness.clock().advance(Duration.ofDays(30));
        harness.enqueue(only(harness.takeOutput(FAILURE)));
        harness.trigger();
        assertThat(only(harness.output(SUCCESS)).get(Attributes.WEBHOOK_ATTEMPT))
                .isEqualTo("1");
        assertThat(receiver.received())
                .extracting(request -> request.headers().get("webhook-id"))
                .containsOnly(receiver.received().get(0).headers().get("webhook-id"));
    }

    @Test
    void aClockThatStepsBackDoesNotPutADeliveryOffForever() throws StepException {
        receiver.answer(503, Map.of("Retry-After", "3600"), "");
        harness.enqueue("", notification());
        harness.trigger();
        MemoryItem waiting = only(harness.takeOutput(RETRY));
        harness.clock().advance(Duration.ofHours(-2));
        harness.enqueue(waiting);
        harness.trigger();
        assertThat(receiver.received()).hasSize(1);
        harness.clock().advance(Duration.ofDays(-365));
        harness.restart();
        harness.enqueue(waiting);
        harness.trigger();
        assertThat(harness.output(SUCCESS)).hasSize(1);
    }

    @Test
    void aReceiverThatIsNotThereIsTriedAgain() throws StepException {
        receiver.close();
        harness.enqueue("", notification());
        harness.trigger();
        assertThat(only(harness.output(RETRY)).get(Attributes.WEBHOOK_ERROR))
                .isEqualTo("127.0.0.1 refuses the connection, or cannot be reached");
    }

    @Test
    void anAddressThatIsNotAllowedIsNotTriedAtAll() throws StepException {
        harness.set(WebhookDescriptions.ALLOWED_HOSTS, "10.0.0.0/8");
        harness.enqueue("", notification());
        harness.trigger();
        assertThat(only(harness.output(FAILURE)).get(Attributes.WEBHOOK_ERROR))
                .isEqualTo("127.0.0.1 is not on the public internet; name it in Allowed Hosts if that is meant");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void whatThePayloadLacksIsNamedAllAtOnce() throws StepException {
        harness.enqueue("", Map.of("ratelimit.count", "many", "ratelimit.window.start", "yesterday"));
        harness.trigger();
        assertThat(only(harness.output(FAILURE)).get(Attributes.WEBHOOK_ERROR))
                .isEqualTo("the payload cannot be made: "
                        + "Window Start must be a time such as 2025-05-12T10:00:00.000Z, got 'yesterday'; "
                        + "Window End is empty; Organization ID is empty; Organization Name is empty; "
                        + "Project ID is empty; Project Name is empty; Interval Seconds is empty; "
                        + "Count must be a whole number, got 'many'");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void authenticationAndOwnHeadersAreSent() throws StepException {
        harness.set(WebhookDescriptions.AUTHENTICATION, "Basic")
                .set(WebhookDescriptions.USERNAME, "Aladdin")
                .set(WebhookDescriptions.PASSWORD, "open sesame")
                .set(WebhookDescriptions.CUSTOM_HEADERS, "X-Key: a:b\n\nUser-Agent: mine\n");
        harness.enqueue("", notification());
        harness.trigger();
        assertThat(only(receiver.received()).headers())
                .containsEntry("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
                .containsEntry("x-key", "a:b")
                .containsEntry("user-agent", "mine");
        harness.set(WebhookDescriptions.AUTHENTICATION, "Bearer")
                .set(WebhookDescriptions.BEARER_TOKEN, "abc")
                .restart();
        harness.enqueue("", notification());
        harness.trigger();
        assertThat(receiver.received().get(1).headers()).containsEntry("authorization", "Bearer abc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Webhook URL    | ftp://example.com/x        | Webhook URL must be a URL such as"
                        + " 'https://example.com/hook', without spaces or user name",
                "Webhook URL    | https://u:p@example.com/   | Webhook URL must be a URL such as"
                        + " 'https://example.com/hook', without spaces or user name",
                "Custom Headers | Webhook-Id: 1              | Custom Headers must be lines that set no header of the"
                        + " delivery itself, such as Webhook-Id",
                "Custom Headers | no colon                   | Custom Headers must be lines of the form 'Name: value' in"
                        + " printable ASCII characters",
                "Allowed Hosts  | 10.0.0.0/33                | Allowed Hosts must be host names, addresses or CIDR ranges"
                        + " with commas between them, such as '10.1.0.0/16, alerts.local', got '10.0.0.0/33'",
                "Max Attempts   | 0                          | Max Attempts must be a whole number from 1 to 1000, got"
                        + " '0'",
            })
    void settingsThatMakeNoSenseAreNamedAndSecretsNotShown(String name, String text, String message) {
        harness.set(
                PostWebhookPayloadStep.DESCRIPTOR.settings().stream()
                        .filter(setting -> setting.name().equals(name))
                        .findFirst()
                        .orElseThrow(),
                text);
        assertThat(harness.validate()).extracting(SettingProblem::message).containsExactly(message);
    }

    @Test
    void theSecretOfTheUrlIsNowhereToBeSeen() throws StepException {
        receiver.answer(503).answer(404).answer(200);
        for (int i = 0; i < 3; i++) {
            harness.enqueue("", notification());
            harness.trigger();
        }
        harness.verify(Map.of());
        List<String> shown = new ArrayList<>();
        shown.addAll(harness.events().infos());
        shown.addAll(harness.events().warnings());
        shown.addAll(harness.events().errors());
        shown.addAll(harness.events().routed());
        harness.events().sent().forEach(sent -> shown.add(sent.uri()));
        harness.output(RETRY).forEach(item -> shown.addAll(item.attributes().values()));
        harness.output(FAILURE).forEach(item -> shown.addAll(item.attributes().values()));
        shown.addAll(harness.state().entries().values());
        assertThat(shown).isNotEmpty().noneMatch(text -> text.contains("s3cr3t") || text.contains("t0k3n"));
    }

    @Test
    void differentNotificationsHaveDifferentIds() throws StepException {
        Set<String> ids = new HashSet<>();
        for (Map.Entry<String, String> change : Map.of(
                        "ratelimit.sequence", "2",
                        "automation.generation", "01JV0000000000000000000002",
                        "ratelimit.generation", "01JV0000000000000000000003",
                        "ratelimit.group", "gpt-5",
                        "automation.id", "other",
                        "alert.state", "resolved",
                        "automation.is_test", "true")
                .entrySet()) {
            Map<String, String> attributes = notification();
            attributes.put(change.getKey(), change.getValue());
            harness.enqueue("", attributes);
        }
        harness.enqueue("", notification());
        Map<String, String> foreign = notification();
        foreign.remove("ratelimit.sequence");
        harness.enqueue("", foreign);
        harness.enqueue("", foreign);
        harness.triggerUntilIdle(20);
        harness.output(SUCCESS).forEach(item -> ids.add(item.get(Attributes.WEBHOOK_ID)));
        assertThat(ids).hasSize(10).allMatch(id -> id.matches("msg_[a-z2-7]{52}"));
    }

    @Test
    void deliveriesAreSignedWithAllSecrets() throws StepException {
        harness.set(
                WebhookDescriptions.SIGNING_SECRETS,
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\nwhsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=");
        harness.enqueue("", notification());
        harness.trigger();
        Received request = only(receiver.received());
        String signed = request.headers().get("webhook-id") + "."
                + request.headers().get("webhook-timestamp") + "." + request.body();
        List<String> signatures =
                List.of(request.headers().get("webhook-signature").split(" "));
        assertThat(signatures).hasSize(2);
        assertThat(signatures.get(0)).isEqualTo(SigningKeyTest.hmac(signed));
        assertThat(SigningKeyTest.isOfTheTestKey(signatures.get(1), signed)).isTrue();
    }

    @Test
    void aPresetGoesWhereItsReceiverWantsIt() throws StepException {
        harness.set(WebhookDescriptions.WEBHOOK_URL, receiver.url("/v2/alerts"))
                .set(WebhookDescriptions.PAYLOAD_FORMAT, "Opsgenie")
                .set(WebhookDescriptions.API_KEY, "k3y");
        Map<String, String> resolved = notification();
        resolved.put("alert.state", "resolved");
        harness.enqueue("", notification());
        harness.enqueue("", resolved);
        harness.triggerUntilIdle(5);
        assertThat(harness.output(SUCCESS)).hasSize(2);
        assertThat(receiver.received())
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("authorization", "GenieKey k3y"));
        assertThat(receiver.received().get(0).path()).isEqualTo("/v2/alerts");
        assertThat(receiver.received().get(1).path())
                .matches("/v2/alerts/btautomations_[a-z2-7]{52}/close\\?identifierType=alias");
        harness.set(WebhookDescriptions.AUTHENTICATION, "Bearer").set(WebhookDescriptions.BEARER_TOKEN, "x");
        assertThat(harness.validate())
                .extracting(SettingProblem::message)
                .containsExactly("Authentication must be None, because Opsgenie knows the sender by its API Key");
    }

    @Test
    void theTestSendsAPayloadThatSaysSo() throws StepException {
        List<CheckResult> results = harness.verify(Map.of());
        assertThat(results)
                .extracting(CheckResult::outcome)
                .containsExactly(CheckResult.Outcome.PASSED, CheckResult.Outcome.PASSED);
        assertThat(results.get(0).explanation())
                .contains("no rows were looked at")
                .contains("Organization ID, Organization Name, Project ID, Project Name");
        assertThat(only(receiver.received()).body())
                .contains("\"is_test\": true")
                .contains("\"count\": 0")
                .contains("Test group: 0 logs triggered automation in the last 1 hour");

        Map<String, String> attributes = notification();
        attributes.put("test.count", "7");
        assertThat(harness.verify(attributes).get(0).explanation()).isEqualTo("count is test.count");
        assertThat(receiver.received().get(1).body()).contains("\"count\": 7").contains("your-organization");
        assertThat(receiver.received().get(1).headers().get("webhook-id"))
                .isEqualTo(receiver.received().get(0).headers().get("webhook-id"));
        assertThat(harness.state().entries()).isEmpty();
    }

    @Test
    void aTestThatFailsSaysWhy() throws StepException {
        receiver.answer(410);
        assertThat(harness.verify(Map.of()).get(1))
                .satisfies(result -> assertThat(result.outcome()).isEqualTo(CheckResult.Outcome.FAILED))
                .satisfies(result -> assertThat(result.explanation())
                        .startsWith("Webhook http://127.0.0.1 (")
                        .endsWith("the receiver answered 410; a delivery would stop here until the settings change"));
        assertThat(harness.state().entries()).isEmpty();
    }

    @Test
    void anUnreadableStateStopsDeliveriesForNow() throws StepException {
        Failpoints failpoints = new Failpoints();
        StepHarness failing = harness(failpoints);
        failing.enqueue("", notification());
        failpoints.arm(1, Failpoints.Fault.FAILURE);
        assertThatThrownBy(failing::trigger)
                .isInstanceOf(StepException.class)
                .hasMessage("The state of the webhook cannot be read: injected failure at state.read");
        failing.trigger();
        assertThat(failing.output(SUCCESS)).hasSize(1);
    }

    @Test
    void whateverFailsTheReceiverGetsEveryDeliveryUnderOneId() {
        int injected = Failpoints.sweep(failpoints -> {
            try (Receiver target = new Receiver();
                    StepHarness swept = harness(failpoints)
                            .set(WebhookDescriptions.WEBHOOK_URL, target.url("/"))
                            .set(WebhookDescriptions.INITIAL_BACKOFF, "1 ms")) {
                target.answer(503);
                swept.enqueue("", notification());
                for (int i = 0; i < 6; i++) {
                    swept.triggerThroughFaults(1);
                    swept.clock().advance(Duration.ofSeconds(1));
                    swept.takeOutput(RETRY).forEach(swept::enqueue);
                }
                assertThat(swept.output(SUCCESS)).hasSize(1);
                assertThat(swept.output(FAILURE)).isEmpty();
                assertThat(target.received())
                        .extracting(request -> request.headers().get("webhook-id"))
                        .containsOnly(swept.output(SUCCESS).get(0).get(Attributes.WEBHOOK_ID));
            }
        });
        assertThat(injected).isGreaterThan(10);
    }

    private static Instant notBefore(MemoryItem item) {
        return Instant.parse(item.get(Attributes.WEBHOOK_NOT_BEFORE));
    }

    private static <T> T only(List<T> items) {
        assertThat(items).hasSize(1);
        return items.get(0);
    }
}
