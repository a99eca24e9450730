package io.btautomations.core.braintrust;

import java.time.Duration;
import java.util.Optional;

/** The endpoint gave no whole answer. The message is for the user: what it said, what to do; no secret, no row. */
public final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What helps. */
    public enum Remedy {
        /** The answer was too much for the endpoint: ask for fewer rows. */
        FEWER_ROWS,
        /** The answer broke off or did not come: ask again, behind the last row. */
        AGAIN,
        /** Nothing that the client can do: the configuration, the key or the query is to be changed. */
        CHANGE
    }

    private final Remedy remedy;
    private final transient Optional<Duration> retryAfter;

    public ApiException(String message, Remedy remedy) {
        super(message);
        this.remedy = remedy;
        this.retryAfter = Optional.empty();
    }

    public ApiException(String message, Remedy remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
        this.retryAfter = Optional.empty();
    }

    /** The endpoint said when to come back. */
    public ApiException(String message, Duration retryAfter) {
        super(message);
        this.remedy = Remedy.AGAIN;
        this.retryAfter = Optional.of(retryAfter);
    }

    /** What helps. */
    public Remedy remedy() {
        return remedy;
    }

    /** When to come back, if the endpoint said so. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
