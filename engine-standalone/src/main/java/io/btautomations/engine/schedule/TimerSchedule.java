package io.btautomations.engine.schedule;

import io.btautomations.core.setting.Formats;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Due at once, then always the same time after the last run ended, as NiFi's timers are.
 *
 * @param pause from the end of a run to the next; zero for back to back
 */
public record TimerSchedule(Duration pause) implements Schedule {

    @Override
    public Optional<Instant> first(Instant now) {
        return Optional.of(now);
    }

    @Override
    public Optional<Instant> next(Instant end) {
        return Optional.of(end.plus(pause));
    }

    @Override
    public Duration shortestPause() {
        return pause;
    }

    @Override
    public String describe() {
        return pause.isZero() ? "back to back" : "every " + Formats.show(pause);
    }
}
