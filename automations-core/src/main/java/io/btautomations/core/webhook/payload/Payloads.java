package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.port.HttpTransport.Header;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes payloads. What it makes follows from event, id and options alone. Safe for use by several threads. */
public final class Payloads {

    private static final String JSON = "application/json";

    private final PayloadOptions options;

    public Payloads(PayloadOptions options) {
        this.options = options;
    }

    /**
     * The payload that tells of an event. An environment's change is told in Braintrust's form only.
     *
     * @param deliveryId identifies the delivery, for forms that carry it in the body
     */
    public Payload of(Event event, String deliveryId) {
        return switch (event) {
            case Notice notice -> of(notice, deliveryId);
            case EnvironmentChange change -> payload(JSON, BraintrustPayload.of(change, options.links()));
        };
    }

    private Payload of(Notice notice, String deliveryId) {
        AppLinks links = options.links();
        return switch (options.format()) {
            case BRAINTRUST, BRAINTRUST_ENVIRONMENT -> payload(JSON, BraintrustPayload.of(notice, links));
            case SLACK -> payload(SlackPayload.of(notice, links));
            case PAGERDUTY ->
                payload(PagerDutyPayload.of(notice, links, required(options.routingKey()), options.severity()));
            case TEAMS -> payload(TeamsPayload.of(notice, links));
            case DISCORD -> payload(DiscordPayload.of(notice, links));
            case OPSGENIE -> opsgenie(notice);
            case ALERTMANAGER -> payload(JSON, Json.bytes(AlertmanagerPayload.of(notice, links)));
            case GOOGLE_CHAT -> payload(GoogleChatPayload.of(notice, links));
            case CLOUDEVENTS ->
                payload("application/cloudevents+json", Json.bytes(CloudEventPayload.of(notice, links, deliveryId)));
            case TEMPLATE ->
                payload(
                        JSON,
                        required(options.template())
                                .render(notice, links, deliveryId)
                                .getBytes(StandardCharsets.UTF_8));
        };
    }

    private Payload opsgenie(Notice notice) {
        Header key = new Header("Authorization", "GenieKey " + required(options.apiKey()));
        ObjectNode body = OpsgeniePayload.of(notice, options.links(), options.priority());
        URI target = OpsgeniePayload.target(options.target(), notice);
        return new Payload(target, JSON, List.of(key), Json.bytes(body));
    }

    private Payload payload(ObjectNode body) {
        return payload(JSON, Json.bytes(body));
    }

    private Payload payload(String contentType, byte[] body) {
        return new Payload(options.target(), contentType, List.of(), body);
    }

    private <T> T required(Optional<T> value) {
        return value.orElseThrow(
                () -> new IllegalStateException(options.format().value() + " needs a setting that is not there"));
    }
}
