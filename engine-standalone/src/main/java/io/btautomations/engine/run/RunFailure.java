package io.btautomations.engine.run;

import io.btautomations.core.step.StepException;
import java.time.Duration;
import java.util.Optional;

/** A unit of work that was undone. The message is for the user. */
final class RunFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String component;
    private final transient Optional<Duration> retryAfter;

    /** @param component name of the component that failed */
    RunFailure(String component, String message, Throwable cause) {
        super(message, cause);
        this.component = component;
        this.retryAfter = cause instanceof StepException step ? step.retryAfter() : Optional.empty();
    }

    /** Name of the component that failed. */
    String component() {
        return component;
    }

    /** How long to wait before the next try; empty if the host should decide. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
