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
 * The body that Braintrust's own log alerts post, in the form and order in which its documentation shows it: UTF-8 JSON
 * indented by two blanks.
 */
final class BraintrustPayload {

    private static final JsonFactory JSON = new JsonFactory();

    private BraintrustPayload() {}

    static byte[] of(Notice notice, AppLinks links) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setPrettyPrinter(printer());
            json.writeStartObject();
            object(json, "organization");
            json.writeStringField("id", notice.organizationId());
            json.writeStringField("name", notice.organizationName());
            json.writeEndObject();
            object(json, "project");
            json.writeStringField("id", notice.projectId());
            json.writeStringField("name", notice.projectName());
            json.writeEndObject();
            automation(json, notice, links);
            details(json, notice, links);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void automation(JsonGenerator json, Notice notice, AppLinks links) throws IOException {
        object(json, "automation");
        json.writeStringField("id", notice.automationId());
        json.writeStringField("name", notice.automationName());
        json.writeStringField("description", notice.description());
        json.writeStringField("event_type", "logs");
        json.writeStringField("btql_filter", notice.filter());
        json.writeFieldName("interval_seconds");
        json.writeNumber(notice.intervalSeconds().toPlainString());
        json.writeStringField("url", links.automation(notice));
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
