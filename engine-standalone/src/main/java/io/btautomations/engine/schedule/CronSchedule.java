package io.btautomations.engine.schedule;

import com.cronutils.model.time.ExecutionTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Due at the times of a cron expression in Spring's dialect, which is NiFi's. */
public final class CronSchedule implements Schedule {

    /** Due times in a row after which the shortest pause was among them: more than the seconds of a minute. */
    private static final int MOST_TIMES = 100;

    private final String expression;
    private final ExecutionTime times;
    private final ZoneId zone;

    CronSchedule(String expression, ExecutionTime times, ZoneId zone) {
        this.expression = expression;
        this.times = times;
        this.zone = zone;
    }

    @Override
    public Optional<Instant> first(Instant now) {
        return next(now);
    }

    @Override
    public Optional<Instant> next(Instant end) {
        return times.nextExecution(end.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    @Override
    public Duration shortestPause() {
        Duration shortest = ChronoUnit.FOREVER.getDuration();
        Optional<Instant> time = next(Instant.EPOCH);
        for (int looked = 0; looked < MOST_TIMES && time.isPresent(); looked++) {
            Optional<Instant> following = next(time.get());
            if (following.isPresent()) {
                Duration pause = Duration.between(time.get(), following.get());
                shortest = pause.compareTo(shortest) < 0 ? pause : shortest;
            }
            time = following;
        }
        return shortest;
    }

    @Override
    public String describe() {
        return "cron " + expression + " (" + zone + ")";
    }
}
