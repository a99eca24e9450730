package io.btautomations.btql.print;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gathers what a dialect cannot say of a query. */
final class Untranslatable {

    private final Dialect target;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    Untranslatable(Dialect target) {
        this.target = target;
    }

    void add(boolean found, String part, SourceSpan span) {
        if (found) {
            diagnostics.add(Diagnostic.error(DiagnosticCode.NOT_IN_DIALECT, target + " cannot say " + part, span));
        }
    }

    /** @throws BtqlException if anything was found */
    void refuse() throws BtqlException {
        if (!diagnostics.isEmpty()) {
            String rendered = diagnostics.stream()
                    .map(diagnostic -> diagnostic.code() + " error: " + diagnostic.message())
                    .collect(Collectors.joining("\n"));
            throw new BtqlException(diagnostics, rendered);
        }
    }
}
