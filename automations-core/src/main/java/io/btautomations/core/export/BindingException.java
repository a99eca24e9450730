package io.btautomations.core.export;

/** The settings do not fit what was exported before. The message says what differs and the way out, for a user. */
final class BindingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BindingException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message. */
    String reason() {
        return reason;
    }
}
