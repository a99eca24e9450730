package io.btautomations.btql.bind;

import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.diagnostic.Severity;
import io.btautomations.btql.source.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What binding finds fault with, collected so that all of it is reported at once. Not safe for several threads. */
public final class Findings {

    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private static final int MAXIMUM_QUOTE = 40;

    /** User text cut to what a message bears. */
    static String quote(String text) {
        return text.codePointCount(0, text.length()) <= MAXIMUM_QUOTE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAXIMUM_QUOTE)) + "...";
    }

    void error(DiagnosticCode code, SourceSpan span, String message) {
        add(code, Severity.ERROR, span, message, List.of(), Optional.empty());
    }

    void error(DiagnosticCode code, SourceSpan span, String message, String hint) {
        add(code, Severity.ERROR, span, message, List.of(), Optional.of(hint));
    }

    void error(DiagnosticCode code, SourceSpan span, String message, Optional<String> hint) {
        add(code, Severity.ERROR, span, message, List.of(), hint);
    }

    void warning(DiagnosticCode code, SourceSpan span, String message, String hint) {
        add(code, Severity.WARNING, span, message, List.of(), Optional.of(hint));
    }

    private void add(
            DiagnosticCode code,
            Severity severity,
            SourceSpan span,
            String message,
            List<String> expected,
            Optional<String> hint) {
        Diagnostic diagnostic = new Diagnostic(code.code(), severity, message, span, expected, hint);
        if (!diagnostics.contains(diagnostic)) {
            diagnostics.add(diagnostic);
        }
    }

    /** Errors, in the order of the text. */
    public List<Diagnostic> errors() {
        return ofSeverity(Severity.ERROR);
    }

    /** Warnings, in the order of the text. */
    public List<Diagnostic> warnings() {
        return ofSeverity(Severity.WARNING);
    }

    private List<Diagnostic> ofSeverity(Severity severity) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .sorted(Comparator.comparingInt(
                        (Diagnostic diagnostic) -> diagnostic.span().start()))
                .toList();
    }
}
