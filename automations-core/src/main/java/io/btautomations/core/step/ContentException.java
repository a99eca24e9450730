package io.btautomations.core.step;

import java.io.IOException;

/**
 * The content of an item is not what it is said to be; trying again would not help. The message says why, for a user.
 */
public final class ContentException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public ContentException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** The message. */
    public String reason() {
        return reason;
    }
}
