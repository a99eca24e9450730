package io.btautomations.engine.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.setting.SettingParser;
import java.time.Duration;
import java.time.ZoneId;

/** Reads schedules as NiFi writes them. */
public final class Schedules {

    private static final SettingParser<Duration> PAUSE = Formats.duration(Duration.ZERO, Duration.ofDays(365));

    private Schedules() {}

    /**
     * A timer: a duration such as {@code 5 mins}.
     *
     * @throws SettingFormatException if the text is no duration
     */
    public static Schedule timer(String period) throws SettingFormatException {
        return new TimerSchedule(PAUSE.parse(period));
    }

    /**
     * A cron expression of six fields (second to day of week) or a macro such as {@code @hourly}.
     *
     * @param zone where the fields hold
     * @throws SettingFormatException if the text is no cron expression
     */
    public static Schedule cron(String expression, ZoneId zone) throws SettingFormatException {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53));
        try {
            Cron cron = parser.parse(expression.strip()).validate();
            return new CronSchedule(expression.strip(), ExecutionTime.forCron(cron), zone);
        } catch (IllegalArgumentException e) {
            throw new SettingFormatException(
                    "a cron expression of six fields (second minute hour day month weekday), such as '0 0 * * * *'");
        }
    }
}
