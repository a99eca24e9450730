package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.identity.StableId;
import io.btautomations.core.step.Attributes;

/**
 * An event for PagerDuty's Events API v2: the same {@code dedup_key} for all that one automation and group has to tell,
 * so that there is one incident, which a recovery resolves.
 */
final class PagerDutyPayload {

    private static final int LONGEST_SUMMARY = 1_024;
    private static final int LONGEST_DETAIL = 10_000;
    private static final int LONGEST_ROW = 4_000;

    private PagerDutyPayload() {}

    static ObjectNode of(Notice notice, AppLinks links, String routingKey, String severity) {
        ObjectNode event = Json.object();
        event.put("routing_key", routingKey);
        event.put("event_action", notice.isResolved() ? "resolve" : "trigger");
        event.put("dedup_key", key(notice));
        if (notice.isResolved()) {
            return event;
        }
        ObjectNode payload = event.putObject("payload");
        payload.put("summary", Texts.limited(Texts.headline(notice), LONGEST_SUMMARY));
        payload.put("source", Texts.limited(notice.organizationName() + "/" + notice.projectName(), LONGEST_SUMMARY));
        payload.put("severity", notice.isTest() ? "info" : severity);
        payload.put("timestamp", Attributes.time(notice.end()));
        payload.put("class", "logs");
        ObjectNode details = payload.putObject("custom_details");
        details.put("description", Texts.limited(notice.description(), LONGEST_DETAIL));
        details.put("btql_filter", Texts.limited(notice.filter(), LONGEST_DETAIL));
        details.put("count", notice.count());
        details.put("time_start", Attributes.time(notice.start()));
        details.put("time_end", Attributes.time(notice.end()));
        details.put("automation_id", notice.automationId());
        if (!notice.group().isEmpty()) {
            details.put("group", notice.group());
        }
        if (!notice.rows().isEmpty()) {
            ArrayNode rows = details.putArray("rows");
            notice.rows().forEach(row -> rows.add(Texts.limited(row, LONGEST_ROW)));
        }
        ArrayNode all = event.putArray("links");
        all.addObject().put("href", links.relatedLogs(notice)).put("text", "Related logs");
        all.addObject().put("href", links.automation(notice)).put("text", "Automation");
        event.put("client", "Automations");
        event.put("client_url", links.automation(notice));
        return event;
    }

    /** Identifies what goes on for an automation and group; tests are apart from alerts. */
    static String key(Notice notice) {
        String kind = notice.isTest() ? "test" : "alert";
        return StableId.of("btautomations_", notice.automationId(), notice.group(), kind);
    }
}
