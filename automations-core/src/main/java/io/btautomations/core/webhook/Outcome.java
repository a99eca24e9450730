package io.btautomations.core.webhook;

import java.time.Duration;
import java.util.Optional;

/** What came of an attempt. */
sealed interface Outcome {

    /** The receiver took it. */
    record Delivered(Answer answer) implements Outcome {}

    /** It may work later. */
    record Later(String reason, Optional<Duration> asked, Optional<Answer> answer) implements Outcome {}

    /** It will not work as things are. */
    record Never(String reason, Optional<Answer> answer) implements Outcome {}

    /** The receiver says that the endpoint is no more. */
    record Gone(String reason, Answer answer) implements Outcome {}

    /**
     * What the receiver answered.
     *
     * @param body beginning of the body, as text
     */
    record Answer(int status, String body) {}
}
