package io.btautomations.engine.imports;

import io.btautomations.core.setting.Formats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries over what is special about automations of event type {@code logs}. */
final class AlertMapping {

    private static final String SLACK_PLACEHOLDER = "https://hooks.slack.com/services/REPLACE/ME";
    private static final Duration LONGEST_CHECK = Duration.ofMinutes(1);
    private static final Duration SHORTEST_CHECK = Duration.ofSeconds(30);
    private static final String PROMPT_HINT =
            "no language model shapes what is sent here; choose a Payload Format or write a Payload Template";

    private AlertMapping() {}

    /** The draft of an alert; empty, with the reason found, if it cannot be carried over. */
    static Optional<AutomationDraft> draft(Fields config, Map<String, String> given) {
        Optional<Fields> action = config.requiredObject("action");
        String filter = config.text("btql_filter").orElse("");
        Optional<Long> interval = config.requiredNumber("interval_seconds", 1, Vocabulary.LONGEST_INTERVAL);
        if (action.isEmpty() || interval.isEmpty()) {
            return Optional.empty();
        }
        Optional<AutomationDraft> draft = act(action.get(), given);
        draft.ifPresent(alert -> {
            Duration pause = Duration.ofSeconds(interval.get());
            Duration check = pause.compareTo(LONGEST_CHECK) > 0 ? LONGEST_CHECK : pause;
            alert.set(Vocabulary.FILTER, filter);
            alert.set(Vocabulary.INTERVAL, Formats.show(pause));
            alert.set(
                    Vocabulary.CHECK_EVERY, Formats.show(check.compareTo(SHORTEST_CHECK) < 0 ? SHORTEST_CHECK : check));
        });
        return draft;
    }

    private static Optional<AutomationDraft> act(Fields action, Map<String, String> given) {
        Optional<String> type = action.requiredText("type");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<AutomationDraft> draft = switch (type.get()) {
            case "webhook" -> webhook(action, given);
            case "slack" -> Optional.of(slack(action, given));
            default -> {
                action.unknownValue("type", type.get(), List.of("webhook", "slack"));
                yield Optional.empty();
            }
        };
        if (draft.isPresent()) {
            action.leaveOut("formatting_prompt", "'formatting_prompt' is not carried over", PROMPT_HINT);
            action.finish();
        }
        return draft;
    }

    private static Optional<AutomationDraft> webhook(Fields action, Map<String, String> given) {
        return action.requiredText("url").map(url -> {
            AutomationDraft draft = new AutomationDraft(Vocabulary.ALERT_TEMPLATE, given);
            draft.setSecret(Vocabulary.WEBHOOK_URL, url);
            return draft;
        });
    }

    private static AutomationDraft slack(Fields action, Map<String, String> given) {
        AutomationDraft draft = new AutomationDraft(Vocabulary.SLACK_TEMPLATE, given);
        draft.fillIn(Vocabulary.WEBHOOK_URL, SLACK_PLACEHOLDER);
        String hint =
                "make an incoming webhook for that channel in Slack and give its address as " + Vocabulary.WEBHOOK_URL;
        action.leaveOut("workspace_id", "'workspace_id': the login to this Slack workspace is Braintrust's own", hint);
        action.leaveOut("channel", "'channel' is not carried over: an incoming webhook has its own channel", hint);
        action.leaveOut(
                "message_template",
                "'message_template' is not carried over",
                "write it as Payload Template of PostWebhookPayload, with Payload Format 'Template'");
        return draft;
    }
}
