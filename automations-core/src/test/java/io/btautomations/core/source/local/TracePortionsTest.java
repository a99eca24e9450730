package io.btautomations.core.source.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracePortionsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Map<String, String> FILES = Map.of("file./a.jsonl", "offset=1");

    @Test
    void entriesAreReadAsTheyWereWritten() {
        TracePortions portions = new TracePortions(START, List.of())
                .and(START.plusSeconds(1), "one")
                .and(START.plusSeconds(1), "two")
                .and(START.plusSeconds(2), "long ".repeat(50_000));
        Map<String, String> position = portions.with(FILES);
        assertThat(TracePortions.of(position)).isEqualTo(portions);
        assertThat(TracePortions.filesIn(position)).isEqualTo(FILES);
        assertThat(position.values()).allMatch(value -> value.length() < 30_000);
        assertThat(TracePortions.of(FILES)).isEqualTo(new TracePortions(Instant.EPOCH, List.of()));
    }

    @Test
    void onlyPortionsWhoseTracesRestedAreForgottenForWantOfRoom() {
        TracePortions portions = new TracePortions(START, List.of());
        for (int second = -5; second < 5; second++) {
            portions = portions.and(START.plusSeconds(second), "x".repeat(60_000));
        }
        assertThat(TracePortions.of(portions.with(FILES)).portions())
                .extracting(TracePortions.Portion::end)
                .containsExactly(
                        START.plusSeconds(1), START.plusSeconds(2), START.plusSeconds(3), START.plusSeconds(4));
        assertThat(portions.resting(START.plusSeconds(2))).hasSize(2);
        assertThat(portions.since(START.plusSeconds(2))).hasSize(2);
        assertThat(portions.after(START.plusSeconds(2), START).portions()).hasSize(4);
    }
}
