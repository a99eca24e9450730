package io.btautomations.nifi;

import io.btautomations.core.step.StepException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.nifi.logging.ComponentLog;

/**
 * Remembers whether a processor works or fails, so that a failure that lasts is reported once and not at every try.
 * Safe for use by several threads.
 */
final class FailureWatch {

    private final ComponentLog log;
    private Optional<String> failure = Optional.empty();
    private Instant notBefore = Instant.MIN;

    FailureWatch(ComponentLog log) {
        this.log = log;
    }

    /** Whether the peer that failed asked not to be called yet. */
    synchronized boolean isWaiting(Instant now) {
        return now.isBefore(notBefore);
    }

    /** The step failed: a bulletin, unless the last try failed for the same reason. */
    synchronized void failed(StepException problem, Instant now) {
        String message = String.valueOf(problem.getMessage());
        if (failure.filter(message::equals).isEmpty()) {
            log.error(message);
        }
        log.debug(message, problem);
        failure = Optional.of(message);
        notBefore = now.plus(problem.retryAfter().orElse(Duration.ZERO));
    }

    /** The step worked: a message, if it had failed before. */
    synchronized void worked() {
        failure.ifPresent(message -> log.info("Works again; the last failure was: " + message));
        failure = Optional.empty();
        notBefore = Instant.MIN;
    }
}
