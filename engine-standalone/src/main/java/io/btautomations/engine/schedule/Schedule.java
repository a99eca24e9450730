package io.btautomations.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When something is due. Immutable. */
public sealed interface Schedule permits TimerSchedule, CronSchedule {

    /** The first time something is due in a process that starts now. */
    Optional<Instant> first(Instant now);

    /** The next time after a run that ended at {@code end}; empty if there is none any more. */
    Optional<Instant> next(Instant end);

    /** The least time between the end of a run and the next one. */
    Duration shortestPause();

    /** The schedule for a person. */
    String describe();
}
