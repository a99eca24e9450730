package io.btautomations.engine.serve.log;

/** A log cannot do what was asked; the message is for the one who asked. */
public final class LogException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whose turn it is. */
    public enum Kind {
        /** The request has no meaning. */
        MALFORMED,
        /** There is no such thing, or it may not be written to. */
        FORBIDDEN,
        /** A row is larger than rows may be. */
        TOO_LARGE
    }

    private final Kind kind;

    public LogException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Whose turn it is. */
    public Kind kind() {
        return kind;
    }
}
