package io.btautomations.btql.diagnostic;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * One finding about a text.
 *
 * @param code stable identifier: {@code BTQL-1xx} lexical, {@code 2xx} syntax, {@code 3xx} names and types, {@code 4xx}
 *     unsupported, {@code 5xx} limits
 * @param severity whether the text can still be used
 * @param message what was found, one sentence without a full stop
 * @param span where it was found
 * @param expected what would have been right at that place, in human names, sorted, at most eight
 * @param hint what to do about it
 */
public record Diagnostic(
        String code, Severity severity, String message, SourceSpan span, List<String> expected, Optional<String> hint) {

    public Diagnostic {
        expected = List.copyOf(expected);
    }

    /** An error without expectations and without a hint. */
    public static Diagnostic error(DiagnosticCode code, String message, SourceSpan span) {
        return new Diagnostic(code.code(), Severity.ERROR, message, span, List.of(), Optional.empty());
    }

    /** A warning without expectations and without a hint. */
    public static Diagnostic warning(DiagnosticCode code, String message, SourceSpan span) {
        return new Diagnostic(code.code(), Severity.WARNING, message, span, List.of(), Optional.empty());
    }

    /** The same finding with another hint. */
    public Diagnostic withHint(String hint) {
        return new Diagnostic(code, severity, message, span, expected, Optional.of(hint));
    }

    /** The same finding with another list of expectations. */
    public Diagnostic withExpected(List<String> expected) {
        return new Diagnostic(code, severity, message, span, expected, hint);
    }
}
