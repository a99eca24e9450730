package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.step.Attributes;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * An alert for Prometheus Alertmanager, with the same labels for all that one automation and group has to tell. It ends
 * with a recovery, or else by itself two intervals after its window, unless another notification comes meanwhile.
 */
final class AlertmanagerPayload {

    private static final int LONGEST_TEXT = 4_000;

    private AlertmanagerPayload() {}

    static ArrayNode of(Notice notice, AppLinks links) {
        ArrayNode alerts = Json.array();
        ObjectNode alert = alerts.addObject();
        ObjectNode labels = alert.putObject("labels");
        labels.put("alertname", Texts.limited(notice.automationName(), LONGEST_TEXT));
        labels.put("automation_id", notice.automationId());
        labels.put("organization", notice.organizationName());
        labels.put("project", notice.projectName());
        if (!notice.group().isEmpty()) {
            labels.put("group", notice.group());
        }
        if (notice.isTest()) {
            labels.put("test", "true");
        }
        ObjectNode annotations = alert.putObject("annotations");
        annotations.put("summary", Texts.limited(Texts.headline(notice), LONGEST_TEXT));
        annotations.put("description", Texts.limited(notice.description(), LONGEST_TEXT));
        annotations.put("btql_filter", Texts.limited(notice.filter(), LONGEST_TEXT));
        annotations.put("count", String.valueOf(notice.count()));
        alert.put("startsAt", Attributes.time(notice.start()));
        alert.put("endsAt", Attributes.time(end(notice)));
        alert.put("generatorURL", links.relatedLogs(notice));
        return alerts;
    }

    private static Instant end(Notice notice) {
        long interval =
                notice.intervalSeconds().setScale(0, RoundingMode.CEILING).longValue();
        return notice.isResolved() ? notice.end() : notice.end().plusSeconds(2 * interval);
    }
}
