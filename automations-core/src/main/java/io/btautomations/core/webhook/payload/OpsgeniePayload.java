package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.step.Attributes;
import java.net.URI;

/** An alert for Opsgenie or Jira Service Management, or its end. */
final class OpsgeniePayload {

    private static final int LONGEST_MESSAGE = 130;
    private static final int LONGEST_DESCRIPTION = 15_000;
    private static final int LONGEST_DETAIL = 4_000;

    private OpsgeniePayload() {}

    /** Where it goes: a recovery has an address of its own. */
    static URI target(URI alerts, Notice notice) {
        if (!notice.isResolved()) {
            return alerts;
        }
        String base = alerts.toString();
        String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(trimmed + "/" + PagerDutyPayload.key(notice) + "/close?identifierType=alias");
    }

    static ObjectNode of(Notice notice, AppLinks links, String priority) {
        ObjectNode alert = Json.object();
        if (notice.isResolved()) {
            return alert.put("source", "Automations")
                    .put("note", Texts.limited(Texts.headline(notice), LONGEST_DETAIL));
        }
        alert.put("message", Texts.limited(Texts.headline(notice), LONGEST_MESSAGE));
        alert.put("alias", PagerDutyPayload.key(notice));
        alert.put(
                "description",
                Texts.limited(
                        Texts.headline(notice) + "\n\n" + notice.description() + "\n\n" + links.relatedLogs(notice),
                        LONGEST_DESCRIPTION));
        alert.put("priority", priority);
        alert.put("source", "Automations");
        alert.put("entity", Texts.limited(notice.projectName(), 512));
        alert.putArray("tags").add("btautomations");
        ObjectNode details = alert.putObject("details");
        details.put("btql_filter", Texts.limited(notice.filter(), LONGEST_DETAIL));
        details.put("count", String.valueOf(notice.count()));
        details.put("time_start", Attributes.time(notice.start()));
        details.put("time_end", Attributes.time(notice.end()));
        details.put("automation", links.automation(notice));
        return alert;
    }
}
