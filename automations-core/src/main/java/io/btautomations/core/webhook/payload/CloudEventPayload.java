package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.step.Attributes;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A CloudEvent 1.0 in structured mode. */
final class CloudEventPayload {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CloudEventPayload() {}

    static ObjectNode of(Notice notice, AppLinks links, String deliveryId) {
        ObjectNode event = Json.object();
        event.put("specversion", "1.0");
        event.put("id", deliveryId);
        event.put("source", links.automation(notice));
        event.put("type", "io.btautomations.logs." + notice.state());
        event.put("subject", notice.automationId());
        event.put("time", Attributes.time(notice.end()));
        event.put("datacontenttype", "application/json");
        event.set("data", data(notice, links));
        return event;
    }

    private static JsonNode data(Notice notice, AppLinks links) {
        try {
            return MAPPER.readTree(BraintrustPayload.of(notice, links));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
