package io.btautomations.engine.resolve;

import java.util.Optional;

/** A text that has no meaning: a parameter is missing, an expression is malformed. The message is for the user. */
public final class UnresolvedException extends Exception {

    private static final long serialVersionUID = 1L;

    static final String MISSING_VALUE = "FLOW-301";

    private final String code;
    private final transient Optional<String> hint;

    UnresolvedException(String code, String message, Optional<String> hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    /** Stable identifier, {@code FLOW-3xx}. */
    public String code() {
        return code;
    }

    /** Whether the text is well-formed and only a parameter's value is missing. */
    public boolean isMissingValue() {
        return code.equals(MISSING_VALUE);
    }

    /** What to do, if that is not plain from the message. */
    public Optional<String> hint() {
        return hint;
    }
}
