package io.btautomations.core.webhook;

import io.btautomations.core.identity.AutomationId;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.webhook.payload.EnvironmentChange;
import io.btautomations.core.webhook.payload.Event;
import io.btautomations.core.webhook.payload.Notice;
import io.btautomations.core.webhook.payload.PayloadFormat;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes an event of the settings of an item, or says what keeps it from that. */
final class EventReader {

    /** An event that cannot be made. The message names each setting at fault. */
    static final class Incomplete extends Exception {

        private static final long serialVersionUID = 1L;

        Incomplete(String message) {
            super(message);
        }
    }

    private static final Pattern COUNT = Pattern.compile("\\d{1,15}");
    private static final Pattern ACTION = Pattern.compile("update|delete");
    private static final String REMOVAL = "delete";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    private final String componentId;
    private final String groupName;
    private final PayloadFormat format;

    /**
     * @param componentId what an automation without an id is known by
     * @param groupName what an automation without a name is called
     * @param format in whose form events are told
     */
    EventReader(String componentId, String groupName, PayloadFormat format) {
        this.componentId = componentId;
        this.groupName = groupName;
        this.format = format;
    }

    /** The automation's id, by the settings. */
    String automationId(Function<Setting<String>, Optional<String>> texts) {
        return AutomationId.of(texts.apply(WebhookDescriptions.AUTOMATION_ID), componentId);
    }

    /**
     * The event.
     *
     * @param texts the settings' texts for an item; empty for one that came to nothing
     * @param rows texts of the item's rows to show
     */
    Event read(Function<Setting<String>, Optional<String>> texts, List<String> rows) throws Incomplete {
        Reading reading = new Reading(texts);
        Event event = format == PayloadFormat.BRAINTRUST_ENVIRONMENT ? change(reading) : notice(reading, rows);
        if (!reading.problems.isEmpty()) {
            throw new Incomplete(String.join("; ", reading.problems));
        }
        return event;
    }

    private Notice notice(Reading reading, List<String> rows) {
        Instant start = reading.time(WebhookDescriptions.WINDOW_START);
        Instant end = reading.time(WebhookDescriptions.WINDOW_END);
        if (start.isAfter(end)) {
            reading.problems.add("Window Start " + start + " lies after Window End " + end);
        }
        return new Notice(
                reading.required(WebhookDescriptions.ORGANIZATION_ID),
                reading.required(WebhookDescriptions.ORGANIZATION_NAME),
                reading.required(WebhookDescriptions.PROJECT_ID),
                reading.required(WebhookDescriptions.PROJECT_NAME),
                automationId(reading.texts),
                reading.optional(WebhookDescriptions.AUTOMATION_NAME, groupName),
                reading.optional(WebhookDescriptions.AUTOMATION_DESCRIPTION, ""),
                reading.optional(WebhookDescriptions.BTQL_FILTER, ""),
                reading.optional(WebhookDescriptions.GROUP, ""),
                new BigDecimal(
                        reading.matching(WebhookDescriptions.INTERVAL_SECONDS, SECONDS, "a number of seconds", "0")),
                reading.is(WebhookDescriptions.IS_TEST, "true"),
                reading.is(WebhookDescriptions.ALERT_STATE, "resolved"),
                start,
                end,
                Long.parseLong(reading.matching(WebhookDescriptions.COUNT, COUNT, "a whole number", "0")),
                rows);
    }

    private EnvironmentChange change(Reading reading) {
        String action =
                reading.matching(WebhookDescriptions.ENVIRONMENT_ACTION, ACTION, "'update' or 'delete'", REMOVAL);
        return new EnvironmentChange(
                reading.required(WebhookDescriptions.ORGANIZATION_ID),
                reading.required(WebhookDescriptions.ORGANIZATION_NAME),
                reading.required(WebhookDescriptions.PROJECT_ID),
                reading.required(WebhookDescriptions.PROJECT_NAME),
                automationId(reading.texts),
                reading.optional(WebhookDescriptions.AUTOMATION_NAME, groupName),
                reading.optional(WebhookDescriptions.AUTOMATION_DESCRIPTION, ""),
                reading.is(WebhookDescriptions.IS_TEST, "true"),
                reading.required(WebhookDescriptions.ENVIRONMENT),
                reading.required(WebhookDescriptions.PROMPT_ID),
                reading.required(WebhookDescriptions.PROMPT_SLUG),
                action.equals(REMOVAL)
                        ? Optional.empty()
                        : Optional.of(reading.required(WebhookDescriptions.NEW_VERSION)));
    }

    /** The settings, as they are read; collects what is wrong with them. */
    private static final class Reading {

        private final Function<Setting<String>, Optional<String>> texts;
        private final List<String> problems = new ArrayList<>();

        Reading(Function<Setting<String>, Optional<String>> texts) {
            this.texts = texts;
        }

        String optional(Setting<String> setting, String otherwise) {
            return texts.apply(setting).orElse(otherwise);
        }

        boolean is(Setting<String> setting, String text) {
            return texts.apply(setting).filter(text::equals).isPresent();
        }

        String required(Setting<String> setting) {
            Optional<String> text = texts.apply(setting);
            if (text.isEmpty()) {
                problems.add(setting.name() + " is empty");
            }
            return text.orElse("");
        }

        String matching(Setting<String> setting, Pattern pattern, String expectation, String otherwise) {
            String text = required(setting).strip();
            if (!text.isEmpty() && !pattern.matcher(text).matches()) {
                problems.add(setting.name() + " must be " + expectation + ", got '" + text + "'");
            }
            return pattern.matcher(text).matches() ? text : otherwise;
        }

        Instant time(Setting<String> setting) {
            String text = required(setting).strip();
            try {
                return text.isEmpty() ? Instant.EPOCH : Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeException e) {
                problems.add(setting.name() + " must be a time such as 2025-05-12T10:00:00.000Z, got '" + text + "'");
                return Instant.EPOCH;
            }
        }
    }
}
