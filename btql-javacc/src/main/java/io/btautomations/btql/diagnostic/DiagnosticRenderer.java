package io.btautomations.btql.diagnostic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.btautomations.btql.source.LineColumn;
import io.btautomations.btql.source.SourceSpan;
import io.btautomations.btql.source.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Shows diagnostics to a person: what was found and where, the line of the text with carets under the place, what was
 * expected, and a hint.
 *
 * <pre>
 * BTQL-201 error: unexpected ')' (line 1, column 17)
 *   a = 1 and ( b > )
 *                   ^
 *   expected expression
 * </pre>
 */
public final class DiagnosticRenderer {

    private static final JsonFactory JSON = new JsonFactory();

    private final SourceText source;

    /** A renderer of what was found in a text. */
    public static DiagnosticRenderer of(String text) {
        return new DiagnosticRenderer(new SourceText(text));
    }

    public DiagnosticRenderer(SourceText source) {
        this.source = source;
    }

    /** All diagnostics, one after the other, lines ended by LF, without one at the end. */
    public String text(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(this::text).collect(Collectors.joining("\n"));
    }

    /** One diagnostic, of two lines or more. */
    public String text(Diagnostic diagnostic) {
        LineColumn place = source.at(diagnostic.span().start());
        StringBuilder text = new StringBuilder();
        text.append(diagnostic.code()).append(' ');
        text.append(diagnostic.severity().name().toLowerCase(Locale.ROOT)).append(": ");
        text.append(diagnostic.message());
        text.append(" (line ")
                .append(place.line())
                .append(", column ")
                .append(place.column())
                .append(")");
        appendExcerpt(text, diagnostic.span());
        if (!diagnostic.expected().isEmpty()) {
            text.append("\n  expected ").append(String.join(", ", diagnostic.expected()));
        }
        diagnostic.hint().ifPresent(hint -> text.append("\n  hint: ").append(hint));
        return text.toString();
    }

    /**
     * All diagnostics as one JSON array on one line. Each is an object with {@code code}, {@code severity},
     * {@code message}, {@code line} and {@code column} from 1 in code points, {@code start} and {@code end} from 0 in
     * UTF-16 code units, {@code expected}, and {@code hint} if there is one.
     */
    public String json(List<Diagnostic> diagnostics) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Diagnostic diagnostic : diagnostics) {
                write(diagnostic, json);
            }
            json.writeEndArray();
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return text.toString();
    }

    private void write(Diagnostic diagnostic, JsonGenerator json) throws IOException {
        LineColumn place = source.at(diagnostic.span().start());
        json.writeStartObject();
        json.writeStringField("code", diagnostic.code());
        json.writeStringField("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("message", diagnostic.message());
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
        json.writeNumberField("start", diagnostic.span().start());
        json.writeNumberField("end", diagnostic.span().end());
        json.writeArrayFieldStart("expected");
        for (String expected : diagnostic.expected()) {
            json.writeString(expected);
        }
        json.writeEndArray();
        if (diagnostic.hint().isPresent()) {
            json.writeStringField("hint", diagnostic.hint().get());
        }
        json.writeEndObject();
    }

    private void appendExcerpt(StringBuilder text, SourceSpan span) {
        SourceSpan line = source.lineAt(span.start());
        int start = Math.min(span.start(), line.end());
        SourceSpan marked = new SourceSpan(start, Math.max(start, Math.min(span.end(), line.end())));
        if (line.start() < line.end()) {
            Excerpt excerpt = Excerpt.of(source.text(), line, marked);
            text.append("\n  ").append(excerpt.line());
            text.append("\n  ").append(excerpt.carets());
        }
    }
}
