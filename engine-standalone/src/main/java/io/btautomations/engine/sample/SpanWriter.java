package io.btautomations.engine.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes a row with all its keys, in the order and the forms of Braintrust's API. */
final class SpanWriter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long TRANSACTION_MARK = 0x0DE1L << 48;
    private static final List<String> ALWAYS_NULL =
            List.of("origin", "comments", "audit_data", "facets", "classifications", "_async_scoring_state");

    private final JsonGenerator json;

    SpanWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(SampleSpan span, int ordinal) throws IOException {
        long transaction = TRANSACTION_MARK | span.stored().getEpochSecond() << 16 | span.transaction();
        json.writeStartObject();
        json.writeStringField("id", span.id());
        json.writeStringField("_xact_id", Long.toString(transaction));
        json.writeStringField("_pagination_key", paginationKey(transaction, ordinal));
        json.writeStringField("created", TIME.format(span.created()));
        json.writeStringField("org_id", "0b4f2c5e-5d0a-4f0e-9d5b-7c3f6d1f9a10");
        json.writeStringField("project_id", "5f0b2a1c-8f5d-4c53-9a0e-31c58a2f1d10");
        json.writeStringField("log_id", "g");
        json.writeStringField("span_id", span.spanId());
        json.writeStringField("root_span_id", span.rootSpanId());
        json.writeFieldName("span_parents");
        listOrNull(span.parents());
        json.writeBooleanField("is_root", span.parents().isEmpty());
        field("input", span.input());
        optional("output", span.output());
        optional("expected", span.expected());
        optional("error", span.error().map(text -> text));
        json.writeFieldName("scores");
        mapOrNull(span.scores());
        field("metadata", span.metadata());
        json.writeFieldName("tags");
        listOrNull(span.tags());
        field("metrics", span.metrics());
        context(span);
        json.writeObjectFieldStart("span_attributes");
        json.writeStringField("name", span.name());
        json.writeStringField("type", span.type());
        json.writeEndObject();
        for (String name : ALWAYS_NULL) {
            json.writeNullField(name);
        }
        json.writeEndObject();
    }

    private static String paginationKey(long transaction, int ordinal) {
        long key = (transaction & 0xFFFFFFFFFFFFL) << 16 | ordinal;
        return "p"
                + String.format(Locale.ROOT, "%20s", Long.toUnsignedString(key)).replace(' ', '0');
    }

    private void context(SampleSpan span) throws IOException {
        json.writeObjectFieldStart("context");
        json.writeStringField("caller_functionname", span.type().equals("llm") ? "complete" : "handle_turn");
        json.writeStringField("caller_filename", "/app/bot/" + span.type() + ".py");
        json.writeNumberField("caller_lineno", 20 + span.name().length() * 7);
        json.writeEndObject();
    }

    private void optional(String name, Optional<?> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            value(value.get());
        } else {
            json.writeNull();
        }
    }

    private void field(String name, Object value) throws IOException {
        json.writeFieldName(name);
        value(value);
    }

    private void listOrNull(List<?> values) throws IOException {
        if (values.isEmpty()) {
            json.writeNull();
        } else {
            value(values);
        }
    }

    private void mapOrNull(Map<?, ?> values) throws IOException {
        if (values.isEmpty()) {
            json.writeNull();
        } else {
            value(values);
        }
    }

    private void value(Object value) throws IOException {
        switch (value) {
            case String text -> json.writeString(text);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(BigDecimal.valueOf(number).toPlainString());
            case Boolean flag -> json.writeBoolean(flag);
            case Instant time -> json.writeString(TIME.format(time));
            case Optional<?> nothing -> json.writeNull();
            case List<?> values -> {
                json.writeStartArray();
                for (Object element : values) {
                    value(element);
                }
                json.writeEndArray();
            }
            case Map<?, ?> values -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : values.entrySet()) {
                    field(String.valueOf(entry.getKey()), entry.getValue());
                }
                json.writeEndObject();
            }
            default -> throw new IllegalArgumentException("no JSON value: " + value);
        }
    }
}
