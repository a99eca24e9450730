package io.btautomations.btql.json;

import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.source.SourceSpan;

/** Leaves the readers with a finding; the door turns it into the exception that callers see. */
final class RejectedJson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    RejectedJson(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    static RejectedJson unexpected(String message, SourceSpan span) {
        return new RejectedJson(Diagnostic.error(DiagnosticCode.UNEXPECTED_JSON, message, span));
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
