package io.btautomations.engine.imports;

import io.btautomations.core.setting.Formats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries over what is special about automations of event type {@code btql_export}. */
final class ExportMapping {

    /** What is exported, with the template for it. */
    private static final Map<String, String> TEMPLATES = new TreeMap<>(Map.of(
            "log_spans", Vocabulary.SPANS_TEMPLATE,
            "log_traces", Vocabulary.TRACES_TEMPLATE,
            "btql_query", Vocabulary.QUERY_TEMPLATE));

    private static final String IDLE_HINT = "see Data and Trace Idle of ScheduledBtqlQuery";
    private static final String JSON_LINES = "JSON Lines";
    private static final String PARQUET = "Parquet";

    private final Fields config;
    private final AutomationDraft draft;

    private ExportMapping(Fields config, AutomationDraft draft) {
        this.config = config;
        this.draft = draft;
    }

    /** The draft of an export; empty, with the reason found, if it cannot be carried over. */
    static Optional<AutomationDraft> draft(Fields config, Optional<String> automationId, Map<String, String> given) {
        Optional<Fields> definition = config.requiredObject("export_definition");
        Optional<String> type = definition.flatMap(fields -> fields.requiredText("type"));
        if (definition.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> template = Optional.ofNullable(TEMPLATES.get(type.get()));
        if (template.isEmpty()) {
            definition.get().unknownValue("type", type.get(), List.copyOf(TEMPLATES.keySet()));
            return Optional.empty();
        }
        AutomationDraft draft = new AutomationDraft(template.get(), given);
        ExportMapping mapping = new ExportMapping(config, draft);
        mapping.path();
        mapping.format(template.get());
        mapping.pace();
        mapping.credentials(automationId);
        mapping.data(definition.get(), template.get());
        mapping.scope(template.get());
        return Optional.of(draft);
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

    private void format(String template) {
        config.requiredText("format").ifPresent(format -> {
            switch (format) {
                case "jsonl" -> draft.set(Vocabulary.FORMAT, JSON_LINES);
                case "parquet" -> {
                    draft.set(Vocabulary.FORMAT, PARQUET);
                    columns(template);
                }
                default -> config.unknownValue("format", format, List.of("jsonl", "parquet"));
            }
        });
    }

    /** Of a query it is not known which columns it has; what is not named as one stands in the column of the rest. */
    private void columns(String template) {
        if (template.equals(Vocabulary.TRACES_TEMPLATE)) {
            draft.flow().property(Vocabulary.EXPORT, Vocabulary.ROW_SCHEMA, "Traces");
        }
        if (template.equals(Vocabulary.QUERY_TEMPLATE)) {
            draft.flow()
                    .addParameter(
                            Vocabulary.COLUMNS,
                            "Columns of the query's rows, such as: model text, cost double; others share one",
                            false);
            draft.flow().property(Vocabulary.EXPORT, Vocabulary.ROW_SCHEMA, "Columns");
            draft.flow().property(Vocabulary.EXPORT, Vocabulary.COLUMNS, Vocabulary.reference(Vocabulary.COLUMNS));
            draft.fillIn(Vocabulary.COLUMNS, "id text");
        }
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

    private void data(Fields definition, String template) {
        if (template.equals(Vocabulary.QUERY_TEMPLATE)) {
            definition.requiredText("btql_query").ifPresent(query -> draft.set(Vocabulary.QUERY, query));
        }
        definition.finish();
    }

    private void scope(String template) {
        Optional<Fields> scope = config.object("scope");
        Optional<String> type = scope.flatMap(fields -> fields.requiredText("type"));
        if (scope.isEmpty() || type.isEmpty()) {
            return;
        }
        boolean isQuery = template.equals(Vocabulary.QUERY_TEMPLATE);
        switch (type.get()) {
            case "span" -> {
                if (template.equals(Vocabulary.TRACES_TEMPLATE)) {
                    scope.get()
                            .leaveOut("type", "'scope' is 'span', and rows of traces come of whole traces", IDLE_HINT);
                }
            }
            case "trace" -> {
                if (isQuery) {
                    scope.get().leaveOut("type", "'scope' is 'trace', and a query is put to spans", IDLE_HINT);
                } else {
                    wholeTraces(scope.get(), template);
                }
            }
            default -> scope.get().unknownValue("type", type.get(), List.of("span", "trace"));
        }
        scope.get().finish();
    }

    private void wholeTraces(Fields scope, String template) {
        if (template.equals(Vocabulary.SPANS_TEMPLATE)) {
            draft.flow().property(Vocabulary.SOURCE, Vocabulary.DATA, Vocabulary.TRACES);
            draft.flow().property(Vocabulary.SOURCE, Vocabulary.TRACE_ROWS, Vocabulary.ALL_SPANS);
        }
        scope.number("idle_seconds", 0, 86_400)
                .ifPresent(seconds -> draft.flow()
                        .property(Vocabulary.SOURCE, Vocabulary.TRACE_IDLE, Formats.show(Duration.ofSeconds(seconds))));
    }
}
