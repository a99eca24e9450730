package io.btautomations.core.braintrust;

import java.time.Duration;
import java.util.Optional;

/** One attempt has failed, and this is to be done about it. */
final class FailedAttemptException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether the same request may be sent again. */
    enum Repeat {
        NEVER,
        ONCE,
        SEVERAL_TIMES,
        /** As often as patience lasts, when the endpoint allows it. */
        WHEN_ALLOWED
    }

    private final ApiException explained;
    private final Repeat repeat;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param explained what to tell if there is no further attempt
     * @param retryAfter how long the endpoint asked to be left alone
     */
    FailedAttemptException(ApiException explained, Repeat repeat, Optional<Duration> retryAfter) {
        super(explained);
        this.explained = explained;
        this.repeat = repeat;
        this.retryAfter = retryAfter;
    }

    FailedAttemptException(ApiException explained, Repeat repeat) {
        this(explained, repeat, Optional.empty());
    }

    ApiException explained() {
        return explained;
    }

    Repeat repeat() {
        return repeat;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
