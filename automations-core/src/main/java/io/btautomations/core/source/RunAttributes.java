package io.btautomations.core.source;

import io.btautomations.core.identity.AutomationId;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.log.PlannedRun;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.StepContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attributes that all items of a run carry. */
final class RunAttributes {

    private static final String MIME_TYPE = "application/jsonl";

    private final String automationId;
    private final Map<String, String> automation = new TreeMap<>();
    private final boolean isSnapshot;

    RunAttributes(StepContext context) {
        Settings settings = context.settings();
        automationId = AutomationId.of(settings.find(SourceSettings.AUTOMATION_ID), context.componentId());
        isSnapshot = settings.get(DataSettings.DATA) == DataSettings.Data.CUSTOM
                && settings.get(DataSettings.QUERY_MODE) == DataSettings.QueryMode.SNAPSHOT;
        put(automation, Attributes.MIME_TYPE, MIME_TYPE);
        put(automation, Attributes.AUTOMATION_ID, automationId);
        put(
                automation,
                Attributes.AUTOMATION_NAME,
                settings.find(SourceSettings.AUTOMATION_NAME).orElseGet(context::groupName));
        QueryColumns.of(settings).ifPresent(columns -> put(automation, Attributes.COLUMNS, columns));
        copy(settings, SourceSettings.AUTOMATION_DESCRIPTION, Attributes.AUTOMATION_DESCRIPTION);
        copy(settings, SourceSettings.ORGANIZATION_ID, Attributes.ORGANIZATION_ID);
        copy(settings, SourceSettings.ORGANIZATION_NAME, Attributes.ORGANIZATION_NAME);
        copy(settings, SourceSettings.PROJECT_ID, Attributes.PROJECT_ID);
        copy(settings, SourceSettings.PROJECT_NAME, Attributes.PROJECT_NAME);
    }

    String automationId() {
        return automationId;
    }

    /**
     * What the items of a scheduled run carry.
     *
     * @param projectId if it was looked up
     */
    Map<String, String> of(PlannedRun run, String generation, Optional<String> projectId) {
        Map<String, String> attributes = of(run.runId(), generation, run.windowStart(), run.windowEnd(), projectId);
        put(attributes, Attributes.CURSOR_START, run.cursorStart());
        put(attributes, Attributes.CURSOR_END, run.cursorEnd());
        put(attributes, Attributes.CATCHING_UP, Boolean.toString(run.catchingUp()));
        put(attributes, Attributes.LAG_SECONDS, Long.toString(run.lagSeconds()));
        if (run.lagRows() >= 0) {
            put(attributes, Attributes.LAG_ROWS, Long.toString(run.lagRows()));
        }
        if (isSnapshot) {
            put(attributes, Attributes.SNAPSHOT, "true");
        }
        return attributes;
    }

    /** What the items of a test run carry. */
    Map<String, String> ofTest(
            String runId, String generation, Instant windowStart, Instant windowEnd, Optional<String> projectId) {
        Map<String, String> attributes = of(runId, generation, windowStart, windowEnd, projectId);
        put(attributes, Attributes.CATCHING_UP, "false");
        put(attributes, Attributes.LAG_SECONDS, "0");
        put(attributes, Attributes.AUTOMATION_IS_TEST, "true");
        return attributes;
    }

    private Map<String, String> of(
            String runId, String generation, Instant windowStart, Instant windowEnd, Optional<String> projectId) {
        Map<String, String> attributes = new TreeMap<>(automation);
        projectId.ifPresent(id -> put(attributes, Attributes.PROJECT_ID, id));
        put(attributes, Attributes.AUTOMATION_GENERATION, generation);
        put(attributes, Attributes.RUN_ID, runId);
        put(attributes, Attributes.FRAGMENT_IDENTIFIER, runId);
        put(attributes, Attributes.WINDOW_START, Times.text(windowStart));
        put(attributes, Attributes.WINDOW_END, Times.text(windowEnd));
        return attributes;
    }

    private void copy(Settings settings, Setting<String> setting, AttributeDescriptor attribute) {
        settings.find(setting).ifPresent(value -> put(automation, attribute, value));
    }

    private static void put(Map<String, String> attributes, AttributeDescriptor attribute, String value) {
        attributes.put(attribute.name(), value);
    }
}
