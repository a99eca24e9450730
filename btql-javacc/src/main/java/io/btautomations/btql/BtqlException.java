package io.btautomations.btql;

import io.btautomations.btql.diagnostic.Diagnostic;
import java.util.List;

/**
 * A text that has no meaning. Its message is what {@code automations explain} prints: code, line, column, caret, hint.
 */
public final class BtqlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /**
     * @param diagnostics at least one
     * @param rendered the diagnostics as text for a person, with the line and a caret
     */
    public BtqlException(List<Diagnostic> diagnostics, String rendered) {
        super(rendered);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** The findings, in the order of the text. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
