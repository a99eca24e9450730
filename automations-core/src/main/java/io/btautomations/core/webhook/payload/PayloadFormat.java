package io.btautomations.core.webhook.payload;

import io.btautomations.core.setting.Choice;

/** In whose form the payload is. */
public enum PayloadFormat implements Choice {
    BRAINTRUST("Braintrust", "The payload of Braintrust's own log alerts."),
    BRAINTRUST_ENVIRONMENT(
            "Braintrust Environment Update",
            "The payload of Braintrust's own alerts on the versions of prompts that environments use."),
    SLACK("Slack", "A message for a Slack incoming webhook; Mattermost and Rocket.Chat take it too."),
    PAGERDUTY(
            "PagerDuty",
            "An event for PagerDuty's Events API v2 (https://events.pagerduty.com/v2/enqueue), which opens an incident"
                    + " and resolves it on recovery."),
    TEAMS("Microsoft Teams", "An Adaptive Card for a Teams workflow that waits for webhook requests."),
    DISCORD("Discord", "A message for a Discord webhook."),
    OPSGENIE(
            "Opsgenie",
            "An alert for Opsgenie or Jira Service Management (https://api.opsgenie.com/v2/alerts), which is closed on"
                    + " recovery."),
    ALERTMANAGER("Alertmanager", "An alert for Prometheus Alertmanager (http://HOST:9093/api/v2/alerts)."),
    GOOGLE_CHAT("Google Chat", "A message for a Google Chat space."),
    CLOUDEVENTS("CloudEvents", "A structured CloudEvent 1.0 whose data is the payload of Braintrust."),
    TEMPLATE("Template", "Your own text, with {{names}} that are filled in.");

    private final Text text;

    PayloadFormat(String value, String description) {
        this.text = new Text(value, description);
    }

    @Override
    public Text text() {
        return text;
    }
}
