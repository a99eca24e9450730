package io.btautomations.btql.grammar;

import io.btautomations.btql.diagnostic.Diagnostic;

/** Leaves the grammar with a finding; the door turns it into the exception that callers see. */
final class RejectedText extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    RejectedText(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
