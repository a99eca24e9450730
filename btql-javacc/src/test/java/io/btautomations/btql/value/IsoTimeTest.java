package io.btautomations.btql.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2024-01-15, 2024-01-15T00:00:00Z",
        "2024-01-15T10:30, 2024-01-15T10:30:00Z",
        "2024-01-15 10:30:05, 2024-01-15T10:30:05Z",
        "2024-01-15T10:30:00Z, 2024-01-15T10:30:00Z",
        "2026-03-06T03:03:50.701Z, 2026-03-06T03:03:50.701Z",
        "2024-01-15T10:30:00.123456789Z, 2024-01-15T10:30:00.123456789Z",
        "2024-01-15T10:30:00.1234567891Z, 2024-01-15T10:30:00.123456789Z",
        "2024-01-15T10:30:00+01:00, 2024-01-15T09:30:00Z",
        "2024-01-15T10:30:00-0130, 2024-01-15T12:00:00Z",
        "2024-01-15T10:30:00+05, 2024-01-15T05:30:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z"
    })
    void readsTheUsualForms(String text, Instant expected) {
        assertThat(IsoTime.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024",
                "2024-01",
                "yesterday",
                "2024-1-15",
                "2024-13-01",
                "2023-02-29",
                "2024-01-15T",
                "2024-01-15T10",
                "2024-01-15T25:00:00Z",
                "2024-01-15T10:30:00Zx",
                "2024-01-15T10:30:00.Z",
                "2024-01-15T10:30:00+",
                "2024-01-15T10:30:00+19:00",
                "2024-01-15x",
                "20240115T000000Z"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(IsoTime.parse(text)).isEmpty();
    }

    @Test
    void fractionsAppearOnlyWhereTheyAreNotZero() {
        assertThat(IsoTime.format(Instant.parse("2024-11-09T00:00:00Z"))).isEqualTo("2024-11-09T00:00:00Z");
        assertThat(IsoTime.format(Instant.parse("2024-11-09T00:00:00.050Z"))).isEqualTo("2024-11-09T00:00:00.050Z");
    }
}
