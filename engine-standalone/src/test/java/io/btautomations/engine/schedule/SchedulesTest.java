package io.btautomations.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.setting.SettingFormatException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {

    @Test
    void runsATimerAtOnceAndThenAfterEachRun() throws SettingFormatException {
        Schedule timer = Schedules.timer("5 mins");
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        assertThat(timer.first(now)).contains(now);
        assertThat(timer.next(now)).contains(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(timer.describe()).isEqualTo("every 5 min");
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 3 * * *,       UTC,           2026-03-01T10:00:00Z, 2026-03-02T03:00:00Z",
        "0 0 3 * * *,       Europe/Berlin, 2026-03-01T10:00:00Z, 2026-03-02T02:00:00Z",
        "0 30 2 * * *,      Europe/Berlin, 2026-10-24T10:00:00Z, 2026-10-25T00:30:00Z",
        "*/10 * * * * *,    UTC,           2026-03-01T10:00:00Z, 2026-03-01T10:00:10Z",
        "0 0 9 * * MON-FRI, UTC,           2026-03-06T10:00:00Z, 2026-03-09T09:00:00Z",
        "0 0 0 L * *,       UTC,           2026-02-01T10:00:00Z, 2026-02-28T00:00:00Z",
        "@hourly,           UTC,           2026-03-01T10:00:00Z, 2026-03-01T11:00:00Z",
    })
    void findsTheNextTimeOfACronExpression(String expression, String zone, Instant after, Instant next)
            throws SettingFormatException {
        assertThat(Schedules.cron(expression, ZoneId.of(zone)).next(after)).contains(next);
    }

    @ParameterizedTest
    @CsvSource({
        "summer time begins in Berlin, 0 0 * * * *,     Europe/Berlin,    2026-03-29T00:30:00Z, 60 60 60 60",
        "summer time ends in Berlin,   0 0 * * * *,     Europe/Berlin,    2026-10-24T23:30:00Z, 60 60 60 60",
        "every day across the change,  0 0 12 * * *,    Europe/Berlin,    2026-03-27T12:00:00Z, 1380 1440 1440 1440",
        "New York,                     0 30 9 * * MON,  America/New_York, 2026-03-01T00:00:00Z, 10020 10080 10080 10080",
        "half an hour off,             0 0 0 * * *,     Asia/Kolkata,     2026-01-01T00:00:00Z, 1440 1440 1440 1440",
        "a quarter of an hour off,     0 0 6 * * *,     Asia/Kathmandu,   2026-01-01T00:00:00Z, 1440 1440 1440 1440",
        "the last day of the month,    0 0 0 L * *,     UTC,              2026-01-15T00:00:00Z, 40320 44640 43200 44640",
    })
    void runsFollowTheClockOfTheirZone(String what, String expression, String zone, Instant after, String minutes)
            throws SettingFormatException {
        Schedule cron = Schedules.cron(expression, ZoneId.of(zone));
        Instant time = cron.next(after).orElseThrow();
        StringBuilder gaps = new StringBuilder();
        for (int run = 0; run < 4; run++) {
            Instant next = cron.next(time).orElseThrow();
            assertThat(next).as(what).isAfter(time);
            gaps.append(run == 0 ? "" : " ").append(Duration.between(time, next).toMinutes());
            time = next;
        }
        assertThat(gaps.toString()).as(what).isEqualTo(minutes);
    }

    /** As Spring has it in its own tests. */
    @ParameterizedTest
    @CsvSource({
        "0 10 2 * * *, 2013-03-31T01:09:00+01:00, 2013-04-01T02:10:00+02:00",
        "0 0 9 * * *,  2021-03-27T09:00:00+01:00, 2021-03-28T09:00:00+02:00",
        "0 0 9 * * *,  2021-10-30T09:00:00+02:00, 2021-10-31T09:00:00+01:00",
    })
    void aTimeThatIsSkippedInSummerIsLeftOutThatDay(String expression, OffsetDateTime after, OffsetDateTime next)
            throws SettingFormatException {
        assertThat(Schedules.cron(expression, ZoneId.of("Europe/Amsterdam")).next(after.toInstant()))
                .contains(next.toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "* * * * * *,         1",
        "*/7 * * * * *,       4",
        "0 * * * * *,        60",
        "0 0 9 * * MON-FRI, 86400",
        "0 0 0 29 2 *,      126230400",
    })
    void knowsTheShortestPauseOfACronExpression(String expression, long seconds) throws SettingFormatException {
        assertThat(Schedules.cron(expression, ZoneId.of("UTC")).shortestPause()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0 3 * *", "61 * * * * *", "often", "0 0 3 * * * 2026"})
    void refusesWhatIsNoCronExpression(String expression) {
        assertThatThrownBy(() -> Schedules.cron(expression, ZoneId.of("UTC")))
                .isInstanceOf(SettingFormatException.class)
                .hasMessage(
                        "a cron expression of six fields (second minute hour day month weekday), such as '0 0 * * * *'");
    }
}
