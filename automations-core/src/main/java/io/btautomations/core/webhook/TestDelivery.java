package io.btautomations.core.webhook;

import io.btautomations.core.port.HttpTransport;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.webhook.EventReader.Incomplete;
import io.btautomations.core.webhook.payload.Event;
import io.btautomations.core.webhook.payload.Payload;
import io.btautomations.core.webhook.payload.Payloads;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The user's test of a webhook: a payload with {@code is_test}, for which no rows were looked at. */
final class TestDelivery {

    private static final String MAKE = "Make payload";
    private static final String DELIVER = "Deliver test payload";
    private static final String TEST_COUNT = WebhookDescriptions.TEST_COUNT.name();

    /** What a payload needs that only a notification tells, as far as the user gives nothing. */
    private static final Duration WINDOW = Duration.ofHours(1);

    private final StepContext context;
    private final EventReader events;
    private final Payloads payloads;
    private final RequestHeaders headers;
    private final Endpoint endpoint;
    private final HttpTransport transport;

    TestDelivery(
            StepContext context,
            EventReader events,
            Payloads payloads,
            RequestHeaders headers,
            Endpoint endpoint,
            HttpTransport transport) {
        this.context = context;
        this.events = events;
        this.payloads = payloads;
        this.headers = headers;
        this.endpoint = endpoint;
        this.transport = transport;
    }

    /**
     * Makes a payload and delivers it.
     *
     * @param attributes of an imagined input; what it lacks is stood in for
     */
    List<CheckResult> run(Map<String, String> attributes) {
        Instant now = context.clock().now().truncatedTo(ChronoUnit.MILLIS);
        Map<String, String> imagined = imagined(attributes, now);
        List<String> standIns = new ArrayList<>();
        try {
            Event event = events.read(setting -> text(setting, imagined, standIns), List.of());
            String made = attributes.containsKey(TEST_COUNT)
                    ? "count is " + TEST_COUNT
                    : "no rows were looked at, so it counts 0; set the attribute " + TEST_COUNT + " for another number";
            String stood = standIns.isEmpty()
                    ? ""
                    : "; an item must bring " + String.join(", ", standIns) + ", for which 'test' stands in";
            return List.of(CheckResult.passed(MAKE, made + stood), deliver(event, now));
        } catch (Incomplete e) {
            return List.of(
                    CheckResult.failed(MAKE, "The payload cannot be made: " + e.getMessage()),
                    CheckResult.skipped(DELIVER, "There is no payload"));
        }
    }

    private CheckResult deliver(Event event, Instant now) {
        String minute = Attributes.time(now.truncatedTo(ChronoUnit.MINUTES));
        String id = DeliveryId.of(headers.fingerprint(endpoint), minute, "test");
        Payload payload = payloads.of(event, id);
        Outcome outcome = new Attempt(transport).post(payload, headers.of(payload, id, now), now);
        return switch (outcome) {
            case Outcome.Delivered delivered ->
                CheckResult.passed(
                        DELIVER,
                        endpoint + " took it with status " + delivered.answer().status());
            case Outcome.Later later -> failed(later.reason());
            case Outcome.Never never -> failed(never.reason());
            case Outcome.Gone gone -> failed(gone.reason() + "; a delivery would stop here until the settings change");
        };
    }

    private CheckResult failed(String reason) {
        return CheckResult.failed(DELIVER, "Webhook " + endpoint + ": " + reason);
    }

    private static Map<String, String> imagined(Map<String, String> attributes, Instant now) {
        Map<String, String> imagined = new TreeMap<>();
        imagined.put(Attributes.LIMIT_INTERVAL_SECONDS.name(), String.valueOf(WINDOW.toSeconds()));
        imagined.put(Attributes.LIMIT_WINDOW_START.name(), Attributes.time(now.minus(WINDOW)));
        imagined.put(Attributes.LIMIT_WINDOW_END.name(), Attributes.time(now));
        imagined.put(Attributes.LIMIT_COUNT.name(), "0");
        imagined.put(Attributes.ENVIRONMENT_ACTION.name(), "update");
        imagined.put(Attributes.PROMPT_VERSION.name(), "test");
        imagined.putAll(attributes);
        Optional.ofNullable(attributes.get(TEST_COUNT))
                .ifPresent(count -> imagined.put(Attributes.LIMIT_COUNT.name(), count));
        imagined.put(Attributes.AUTOMATION_IS_TEST.name(), "true");
        return imagined;
    }

    private Optional<String> text(Setting<String> setting, Map<String, String> imagined, List<String> standIns) {
        Settings settings = context.settings();
        if (setting.equals(WebhookDescriptions.IS_TEST)) {
            return Optional.of("true");
        }
        Optional<String> attribute = WebhookDescriptions.attributeOf(setting)
                .map(AttributeDescriptor::name)
                .map(imagined::get);
        Optional<String> text = settings.find(setting)
                .filter(value -> !setting.defaultText().equals(Optional.of(value)))
                .or(() -> attribute);
        if (text.isEmpty() && WebhookDescriptions.IDENTITY.contains(setting)) {
            standIns.add(setting.name());
            return Optional.of("test");
        }
        return text;
    }
}
