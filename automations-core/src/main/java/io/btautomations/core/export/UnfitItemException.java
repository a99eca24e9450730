package io.btautomations.core.export;

/** An item that cannot be exported as it is; trying again would not help. The message says why, for a user. */
final class UnfitItemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    UnfitItemException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message. */
    String reason() {
        return reason;
    }
}
