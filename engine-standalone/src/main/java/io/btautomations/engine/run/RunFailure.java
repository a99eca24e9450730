package io.btautomations.engine.run;

import io.btautomations.core.step.StepException;
import java.time.Duration;
import java.util.Optional;

/** A unit of work that was undone. The message is for the user. */
final class RunFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String component;
    private final transient RunSight sight;
    private final transient Optional<Duration> retryAfter;

    /** @param component name of the component that failed */
    RunFailure(String component, String message, Throwable cause) {
        this(component, message, cause, new RunSight());
    }

    /**
     * @param component name of the component that failed
     * @param sight what was seen of the run that is undone
     */
    RunFailure(String component, String message, Throwable cause, RunSight sight) {
        super(message, cause);
        this.component = component;
        this.sight = sight;
        this.retryAfter = cause instanceof StepException step ? step.retryAfter() : Optional.empty();
    }

    /** Name of the component that failed. */
    String component() {
        return component;
    }

    /** What was seen of the run that was undone. */
    RunSight sight() {
        return sight;
    }

    /** How long to wait before the next try; empty if the host should decide. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
