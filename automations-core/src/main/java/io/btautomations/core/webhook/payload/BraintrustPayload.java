package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.btautomations.core.step.Attributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The body that Braintrust's own alerts post, in the form and order in which its documentation shows it: UTF-8 JSON
 * indented by two blanks.
 */
final class BraintrustPayload {

    private static final JsonFactory JSON = new JsonFactory();

    private BraintrustPayload() {}

    static byte[] of(Event event, AppLinks links) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setPrettyPrinter(printer());
            json.writeStartObject();
            object(json, "organization");
            json.writeStringField("id", event.organizationId());
            json.writeStringField("name", event.organizationName());
            json.writeEndObject();
            object(json, "project");
            json.writeStringField("id", event.projectId());
            json.writeStringField("name", event.projectName());
            json.writeEndObject();
            switch (event) {
                case Notice notice -> {
                    automation(json, notice, links);
                    details(json, notice, links);
                }
                case EnvironmentChange change -> {
                    automation(json, change);
                    details(json, change);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void automation(JsonGenerator json, Notice notice, AppLinks links) throws IOException {
        object(json, "automation");
        identity(json, notice, "logs");
        json.writeStringField("btql_filter", notice.filter());
        json.writeFieldName("interval_seconds");
        json.writeNumber(notice.intervalSeconds().toPlainString());
        json.writeStringField("url", links.automation(notice));
        json.writeEndObject();
    }

    private static void automation(JsonGenerator json, EnvironmentChange change) throws IOException {
        object(json, "automation");
        identity(json, change, "environment_update");
        json.writeEndObject();
    }

    private static void identity(JsonGenerator json, Event event, String type) throws IOException {
        json.writeStringField("id", event.automationId());
        json.writeStringField("name", event.automationName());
        json.writeStringField("description", event.description());
        json.writeStringField("event_type", type);
    }

    private static void details(JsonGenerator json, EnvironmentChange change) throws IOException {
        object(json, "details");
        if (change.isTest()) {
            json.writeBooleanField("is_test", true);
        }
        object(json, "environment");
        json.writeStringField("slug", change.environment());
        json.writeEndObject();
        object(json, "prompt");
        json.writeStringField("id", change.promptId());
        json.writeStringField("slug", change.promptSlug());
        json.writeEndObject();
        json.writeStringField("new_version", change.newVersion().orElse(null));
        json.writeStringField("action", change.newVersion().isPresent() ? "update" : "delete");
        json.writeEndObject();
    }

    private static void details(JsonGenerator json, Notice notice, AppLinks links) throws IOException {
        object(json, "details");
        json.writeBooleanField("is_test", notice.isTest());
        json.writeStringField("message", notice.message());
        json.writeStringField("time_start", Attributes.time(notice.start()));
        json.writeStringField("time_end", Attributes.time(notice.end()));
        json.writeNumberField("count", notice.count());
        json.writeStringField("related_logs_url", links.relatedLogs(notice));
        json.writeEndObject();
    }

    private static void object(JsonGenerator json, String name) throws IOException {
        json.writeFieldName(name);
        json.writeStartObject();
    }

    private static DefaultPrettyPrinter printer() {
        return new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withSeparators(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    }
}
