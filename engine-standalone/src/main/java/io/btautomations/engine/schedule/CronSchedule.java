package io.btautomations.engine.schedule;

import com.cronutils.model.time.ExecutionTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Due at the times of a cron expression in Spring's dialect, which is NiFi's. */
public final class CronSchedule implements Schedule {

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
    public String describe() {
        return "cron " + expression + " (" + zone + ")";
    }
}
