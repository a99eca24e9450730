package io.btautomations.engine.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.btautomations.engine.bind.Binder;
import io.btautomations.engine.bind.StepCatalogue;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.flow.FlowReader;
import io.btautomations.engine.resolve.ParameterValues;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Carries over what all automations have in common, and hands each to the mapping of its event type. */
final class AutomationMapping {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> CARRIED = List.of("logs", "btql_export");
    private static final Map<String, String> NOT_CARRIED = Map.of(
            "async_query", "run such a query by 'automations query', or as Custom BTQL of ScheduledBtqlQuery",
            "retention", "nothing here deletes logs; keep it in Braintrust",
            "environment_update", "nothing here watches environments; keep it in Braintrust",
            "windowed",
                    "there are no thresholds over windows here; alert on the rows themselves, at most once per"
                            + " interval",
            "topic", "nothing here groups logs by topic; keep it in Braintrust",
            "topic_digest", "nothing here groups logs by topic; keep it in Braintrust");
    private static final int SHORT_ID = 8;

    private final Map<String, String> given;
    private final List<Finding> findings;
    private final FileNames fileNames = new FileNames();
    private final Set<String> parameters = new TreeSet<>();

    AutomationMapping(Map<String, String> given, List<Finding> findings) {
        this.given = given;
        this.findings = findings;
    }

    /** Names of the parameters of all flows so far. */
    Set<String> parameters() {
        return parameters;
    }

    /** The automation as a flow; empty, with the reason found, if it cannot be carried over. */
    Optional<ImportedAutomation> map(Fields automation) {
        long before = errors();
        Optional<String> name = automation.requiredText("name");
        Optional<String> projectId = automation.requiredText("project_id");
        Optional<Fields> config = automation.requiredObject("config");
        Optional<String> eventType = config.flatMap(fields -> fields.requiredText("event_type"));
        if (eventType.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> id = automation.text("id");
        Optional<AutomationDraft> draft = draft(config.get(), eventType.get(), id);
        if (draft.isEmpty() || name.isEmpty() || projectId.isEmpty() || errors() > before) {
            return Optional.empty();
        }
        AutomationDraft found = draft.get();
        identity(automation, found, name.get(), projectId.get(), id);
        status(config.get(), found);
        config.get().finish();
        automation.leaveOut(
                "runtime_block",
                "'runtime_block': Braintrust blocked this automation; here it is not blocked",
                "look at its reason before you start the flow");
        automation.finish();
        if (errors() > before) {
            return Optional.empty();
        }
        parameters.addAll(found.flow().parameters().keySet());
        ImportedAutomation imported = found.finish(name.get(), eventType.get(), fileNames.of(name.get()));
        check(imported);
        return Optional.of(imported);
    }

    private Optional<AutomationDraft> draft(Fields config, String eventType, Optional<String> id) {
        return switch (eventType) {
            case "logs" -> AlertMapping.draft(config, given);
            case "btql_export" -> ExportMapping.draft(config, id, given);
            default -> {
                Optional<String> reason = Optional.ofNullable(NOT_CARRIED.get(eventType));
                if (reason.isPresent()) {
                    findings.add(Finding.error(
                                    "IMP-201",
                                    "automations of event type '" + eventType + "' cannot be carried over",
                                    config.place("event_type"))
                            .withHint(reason.get()));
                } else {
                    config.unknownValue("event_type", eventType, CARRIED);
                }
                yield Optional.empty();
            }
        };
    }

    private static void identity(
            Fields automation, AutomationDraft draft, String name, String projectId, Optional<String> id) {
        String context = id.map(text -> name + " (" + text.substring(0, Math.min(SHORT_ID, text.length())) + ")")
                .orElse(name);
        String origin = "Imported from Braintrust"
                + id.map(text -> ", automation " + text).orElse("")
                + automation.text("created").map(text -> ", created " + text).orElse("")
                + automation.text("user_id").map(text -> " by user " + text).orElse("")
                + ".";
        draft.flow().name(name, context, origin);
        draft.flow().identify(id.orElse(projectId + "/" + name));
        id.ifPresent(text -> draft.flow().property(Vocabulary.SOURCE, Vocabulary.SOURCE_AUTOMATION_ID, text));
        draft.set(Vocabulary.AUTOMATION_NAME, name);
        draft.set(
                Vocabulary.AUTOMATION_DESCRIPTION,
                automation.text("description").orElse(""));
        draft.fillIn(Vocabulary.ORGANIZATION_ID, "REPLACE-ME");
        draft.fillIn(Vocabulary.ORGANIZATION_NAME, "REPLACE-ME");
        draft.fillIn(Vocabulary.PROJECT_NAME, "REPLACE-ME");
        LogMapping.read(draft, projectId);
    }

    private static void status(Fields config, AutomationDraft draft) {
        config.text("status").ifPresent(status -> {
            switch (status) {
                case "active" -> {
                    // A flow is started by whoever imports it.
                }
                case "paused" -> draft.flow().disable(Vocabulary.SOURCE);
                default -> config.unknownValue("status", status, List.of("active", "paused"));
            }
        });
    }

    /** Finds what keeps the flow from running, such as a filter that is not understood. */
    private void check(ImportedAutomation imported) {
        try {
            byte[] text = MAPPER.writeValueAsBytes(imported.flow());
            new Binder(StepCatalogue.standard(), ParameterValues.of(imported.parameters()), ZoneOffset.UTC, findings)
                    .bind(List.of(FlowReader.read(imported.flowFile(), text, findings)));
        } catch (FlowException e) {
            findings.addAll(e.findings());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that is no JSON", e);
        }
    }

    private long errors() {
        return findings.stream().filter(Finding::isError).count();
    }
}
