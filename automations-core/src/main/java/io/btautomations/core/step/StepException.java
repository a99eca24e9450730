package io.btautomations.core.step;

import java.time.Duration;
import java.util.Optional;

/**
 * The environment of a step failed it: a peer, a disk, the state store. Its unit of work is rolled back and tried
 * again. The message is for the user: what failed, where, what to do; no secret.
 */
public final class StepException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    /** A failure that may pass by itself. */
    public StepException(String message) {
        super(message);
        this.retryAfter = Optional.empty();
    }

    /** A failure that may pass by itself. */
    public StepException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = Optional.empty();
    }

    /** A failure whose peer said when to come back. */
    public StepException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = Optional.of(retryAfter);
    }

    /** How long the host should wait before the next try; empty if the host should decide. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
