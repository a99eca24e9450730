package io.btautomations.engine.imports;

import io.btautomations.core.setting.Formats;
import io.btautomations.engine.flow.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries over what is special about automations of event type {@code btql_export}. */
final class ExportMapping {

    private static final String JSON_LINES = "JSON Lines";
    private static final String PARQUET = "Parquet";

    private final Fields config;
    private final AutomationDraft draft;

    private ExportMapping(Fields config, AutomationDraft draft) {
        this.config = config;
        this.draft = draft;
    }

    /** The draft of an export; whatever keeps it from being carried over is found. */
    static AutomationDraft draft(
            Fields config, Optional<String> automationId, Map<String, String> given, List<Finding> findings) {
        AutomationDraft draft = new AutomationDraft(Vocabulary.EXPORT_TEMPLATE, given, findings);
        ExportMapping mapping = new ExportMapping(config, draft);
        mapping.path();
        mapping.format();
        mapping.pace();
        mapping.credentials(automationId);
        mapping.data();
        return draft;
    }

    private void path() {
        config.requiredText("export_path").ifPresent(path -> {
            if (path.startsWith("s3://")) {
                draft.set(Vocabulary.EXPORT_PATH, path);
            } else {
                config.error(
                        "export_path",
                        "'export_path' is '" + path + "', and exports go to s3:// here",
                        "export to a bucket that speaks the S3 protocol; Google Cloud Storage does, with an HMAC key"
                                + " and the endpoint https://storage.googleapis.com");
            }
        });
    }

    private void format() {
        config.requiredText("format").ifPresent(format -> {
            switch (format) {
                case "jsonl" -> draft.set(Vocabulary.FORMAT, JSON_LINES);
                case "parquet" -> draft.set(Vocabulary.FORMAT, PARQUET);
                default -> config.unknownValue("format", format, List.of("jsonl", "parquet"));
            }
        });
    }

    private void pace() {
        config.requiredNumber("interval_seconds", 1, Vocabulary.LONGEST_INTERVAL)
                .ifPresent(seconds ->
                        draft.set(Vocabulary.CHECK_EVERY, Formats.show(Duration.ofSeconds(Math.max(30, seconds)))));
        config.number("batch_size", 1, 100_000)
                .ifPresent(
                        rows -> draft.flow().property(Vocabulary.EXPORT, Vocabulary.BATCH_SIZE, Long.toString(rows)));
    }

    private void credentials(Optional<String> automationId) {
        Optional<Fields> credentials = config.requiredObject("credentials");
        Optional<String> type = credentials.flatMap(fields -> fields.requiredText("type"));
        if (credentials.isEmpty() || type.isEmpty()) {
            return;
        }
        if (!type.get().equals("aws_iam")) {
            credentials.get().unknownValue("type", type.get(), List.of("aws_iam"));
            return;
        }
        credentials.get().requiredText("role_arn").ifPresent(role -> draft.set(Vocabulary.ROLE, role));
        credentials.get().text("external_id").ifPresent(part -> {
            if (automationId.filter(part::equals).isEmpty()) {
                draft.flow().property(Vocabulary.EXPORT, Vocabulary.EXTERNAL_ID, externalId(part));
            }
        });
        credentials.get().finish();
    }

    /** Braintrust keeps the last part of the external id; some keep the whole. */
    private static String externalId(String part) {
        return part.startsWith("bt:")
                ? part
                : "bt:" + Vocabulary.reference(Vocabulary.ORGANIZATION_ID) + ":"
                        + Vocabulary.reference(Vocabulary.PROJECT_ID) + ":" + part;
    }

    private void data() {
        config.requiredObject("export_definition");
        config.object("scope");
    }
}
