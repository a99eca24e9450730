package io.btautomations.core.webhook;

import static io.btautomations.core.webhook.WebhookDescriptions.FAILURE;
import static io.btautomations.core.webhook.WebhookDescriptions.RETRY;
import static io.btautomations.core.webhook.WebhookDescriptions.SUCCESS;

import io.btautomations.core.port.HttpTransport;
import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import io.btautomations.core.webhook.EventReader.Incomplete;
import io.btautomations.core.webhook.Outcome.Answer;
import io.btautomations.core.webhook.payload.AppLinks;
import io.btautomations.core.webhook.payload.Event;
import io.btautomations.core.webhook.payload.Payload;
import io.btautomations.core.webhook.payload.PayloadFormat;
import io.btautomations.core.webhook.payload.PayloadOptions;
import io.btautomations.core.webhook.payload.Payloads;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Posts a notification to a webhook, one attempt at a time, until the receiver takes it or the limits are reached. */
public final class PostWebhookPayloadStep implements Step {

    public static final StepDescriptor DESCRIPTOR = new StepDescriptor(
            "PostWebhookPayload",
            "Posts a JSON payload that tells of a notification to a webhook, and again until the receiver takes it or"
                    + " the limits are reached.",
            StepDescriptor.Input.REQUIRED,
            WebhookDescriptions.SETTINGS,
            WebhookDescriptions.ROUTES,
            WebhookDescriptions.READS,
            WebhookDescriptions.WRITES,
            WebhookDescriptions.COUNTERS,
            PostWebhookPayloadStep::problems,
            PostWebhookPayloadStep::new);

    private final StepContext context;
    private final Endpoint endpoint;
    private final Payloads payloads;
    private final RequestHeaders headers;
    private final RetryPolicy retries;
    private final EventReader events;
    private final long sampleRows;
    private final Disablement disablement;
    private final HttpTransport transport;
    private boolean failing;

    private PostWebhookPayloadStep(StepContext context) {
        Settings settings = context.settings();
        this.context = context;
        this.endpoint = new Endpoint(settings.get(WebhookDescriptions.WEBHOOK_URL));
        this.payloads = new Payloads(options(settings, endpoint));
        this.headers = RequestHeaders.of(settings);
        this.retries = RetryPolicy.of(settings);
        this.events = new EventReader(
                context.componentId(), context.groupName(), settings.get(WebhookDescriptions.PAYLOAD_FORMAT));
        this.sampleRows = settings.find(WebhookDescriptions.SAMPLE_ROWS).orElse(0L);
        this.disablement = new Disablement(context.state(), headers.fingerprint(endpoint));
        this.transport = context.http()
                .open(new HttpTransports.Options(
                        settings.get(WebhookDescriptions.CONNECT_TIMEOUT),
                        settings.get(WebhookDescriptions.READ_TIMEOUT),
                        settings.get(WebhookDescriptions.ATTEMPT_TIMEOUT),
                        settings.find(WebhookDescriptions.ALLOWED_HOSTS).orElse(List.of()),
                        true));
    }

    @Override
    public Progress trigger(StepSession session) throws StepException {
        List<FlowItem> taken = session.take(1);
        if (taken.isEmpty()) {
            return Progress.IDLE;
        }
        FlowItem item = taken.get(0);
        Instant now = now();
        Delivery delivery = Delivery.of(item, endpoint);
        if (!delivery.isDue(now, retries.timeLimit())) {
            session.putBack(item);
            return Progress.MORE;
        }
        Optional<String> stopped = disablement.reason();
        if (stopped.isPresent()) {
            give(session, item, Map.of(), stopped.get());
            return Progress.MORE;
        }
        try {
            Settings settings = session.settings(item);
            Event event = events.read(settings::find, SampleRows.of(session, item, sampleRows));
            String id = DeliveryId.of(item, event.automationId(), event.isTest());
            attempt(session, item, delivery, event, id, now);
        } catch (Incomplete e) {
            give(session, item, Map.of(), "the payload cannot be made: " + e.getMessage());
        }
        return Progress.MORE;
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        return new TestDelivery(context, events, payloads, headers, endpoint, transport).run(attributes);
    }

    @Override
    public void close() {
        transport.close();
    }

    private void attempt(StepSession session, FlowItem item, Delivery delivery, Event event, String id, Instant now)
            throws StepException {
        long number = delivery.attempts() + 1;
        Instant first = delivery.firstAttempt(now);
        Payload payload = payloads.of(event, id);
        Outcome outcome = new Attempt(transport).post(payload, headers.of(payload, id, now), now);
        context.events().count(WebhookDescriptions.ATTEMPTS, 1);
        Map<String, String> attributes = new TreeMap<>(Map.of(
                Attributes.WEBHOOK_ID.name(), id,
                Attributes.WEBHOOK_ENDPOINT.name(), endpoint.toString(),
                Attributes.WEBHOOK_ATTEMPT.name(), String.valueOf(number),
                Attributes.WEBHOOK_FIRST_ATTEMPT.name(), Attributes.time(first)));
        switch (outcome) {
            case Outcome.Delivered delivered -> {
                answer(attributes, Optional.of(delivered.answer()));
                take(session, item, attributes, Duration.between(now, now()));
            }
            case Outcome.Later later -> {
                answer(attributes, later.answer());
                Optional<Instant> next = retries.next(number, first, now(), later.asked(), context.randomness());
                if (next.isPresent()) {
                    retry(session, item, attributes, next.get(), later.reason());
                } else {
                    give(session, item, attributes, later.reason() + "; given up after " + number + " attempts");
                }
            }
            case Outcome.Never never -> {
                answer(attributes, never.answer());
                give(session, item, attributes, never.reason());
            }
            case Outcome.Gone gone -> {
                answer(attributes, Optional.of(gone.answer()));
                disablement.stop(gone.reason(), now);
                give(
                        session,
                        item,
                        attributes,
                        gone.reason() + ", so deliveries stop until the settings change or the state"
                                + " of this component is cleared");
            }
        }
    }

    private void take(StepSession session, FlowItem item, Map<String, String> attributes, Duration elapsed) {
        attributes.put(Attributes.WEBHOOK_NOT_BEFORE.name(), "");
        attributes.put(Attributes.WEBHOOK_ERROR.name(), "");
        FlowItem delivered = session.withAttributes(item, attributes);
        context.events().sent(delivered, endpoint.toString(), elapsed);
        context.events().count(WebhookDescriptions.DELIVERIES, 1);
        if (failing) {
            failing = false;
            context.events().info("Webhook " + endpoint + " takes deliveries again");
        }
        session.transfer(delivered, SUCCESS);
    }

    private void retry(
            StepSession session, FlowItem item, Map<String, String> attributes, Instant next, String reason) {
        attributes.put(Attributes.WEBHOOK_NOT_BEFORE.name(), Attributes.time(next));
        attributes.put(Attributes.WEBHOOK_ERROR.name(), reason);
        if (!failing) {
            failing = true;
            context.events().warn("Webhook " + endpoint + " takes no deliveries, and they are tried again: " + reason);
        }
        FlowItem waiting = session.withAttributes(item, attributes);
        context.events().routed(waiting, RETRY, reason);
        session.transfer(waiting, RETRY);
    }

    private void give(StepSession session, FlowItem item, Map<String, String> attributes, String reason) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.put(Attributes.WEBHOOK_NOT_BEFORE.name(), "");
        all.put(Attributes.WEBHOOK_ERROR.name(), reason);
        FlowItem failed = session.withAttributes(item, all);
        context.events().count(WebhookDescriptions.DELIVERIES_FAILED, 1);
        context.events().error("A delivery to webhook " + endpoint + " failed: " + reason);
        context.events().routed(failed, FAILURE, reason);
        session.transfer(failed, FAILURE);
    }

    private static void answer(Map<String, String> attributes, Optional<Answer> answer) {
        attributes.put(
                Attributes.WEBHOOK_STATUS.name(),
                answer.map(known -> String.valueOf(known.status())).orElse(""));
        attributes.put(
                Attributes.WEBHOOK_RESPONSE.name(), answer.map(Answer::body).orElse(""));
    }

    private static List<SettingProblem> problems(Settings settings) {
        boolean twice = settings.get(WebhookDescriptions.PAYLOAD_FORMAT) == PayloadFormat.OPSGENIE
                && settings.get(WebhookDescriptions.AUTHENTICATION) != Authentication.NONE;
        String name = WebhookDescriptions.AUTHENTICATION.name();
        return twice
                ? List.of(new SettingProblem(
                        "SET-104", name, name + " must be None, because Opsgenie knows the sender by its API Key"))
                : List.of();
    }

    private static PayloadOptions options(Settings settings, Endpoint endpoint) {
        return new PayloadOptions(
                settings.get(WebhookDescriptions.PAYLOAD_FORMAT),
                endpoint.uri(),
                new AppLinks(settings.get(WebhookDescriptions.APP_URL)),
                settings.find(WebhookDescriptions.ROUTING_KEY),
                settings.get(WebhookDescriptions.SEVERITY).value(),
                settings.find(WebhookDescriptions.API_KEY),
                settings.get(WebhookDescriptions.PRIORITY).value(),
                settings.find(WebhookDescriptions.PAYLOAD_TEMPLATE));
    }

    private Instant now() {
        return context.clock().now().truncatedTo(ChronoUnit.MILLIS);
    }
}
