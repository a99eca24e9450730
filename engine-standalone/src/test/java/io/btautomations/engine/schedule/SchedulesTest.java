package io.btautomations.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.setting.SettingFormatException;
import java.time.Instant;
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
    @ValueSource(strings = {"", "0 0 3 * *", "61 * * * * *", "often", "0 0 3 * * * 2026"})
    void refusesWhatIsNoCronExpression(String expression) {
        assertThatThrownBy(() -> Schedules.cron(expression, ZoneId.of("UTC")))
                .isInstanceOf(SettingFormatException.class)
                .hasMessage(
                        "a cron expression of six fields (second minute hour day month weekday), such as '0 0 * * * *'");
    }
}
