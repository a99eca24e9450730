package io.btautomations.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.Revision;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.Change;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoredState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMetricsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String NAME = "Alert \"A\\B\"\nnight";

    @TempDir
    private Path directory;

    @Test
    void everythingIsThereFromTheBeginning() throws StoreException {
        try (EngineStore store = open();
                EngineMetrics metrics = metrics(store)) {
            PrometheusText text = PrometheusText.parse(metrics.scrape());
            for (String counter : List.of(
                    "automations_runs_total",
                    "automations_runs_failed_total",
                    "automations_rows_received_total",
                    "automations_rows_matched_total",
                    "automations_rows_notified_total",
                    "automations_rows_written_total",
                    "automations_bytes_received_total",
                    "automations_bytes_written_total",
                    "automations_objects_written_total",
                    "automations_notifications_total")) {
                assertThat(text.value(counter, Map.of("automation", NAME)))
                        .as(counter)
                        .isZero();
                assertThat(text.type(counter)).isEqualTo("counter");
            }
            for (String outcome : List.of("delivered", "retried", "given_up")) {
                assertThat(text.value("automations_deliveries_total", Map.of("automation", NAME, "outcome", outcome)))
                        .isZero();
            }
            assertThat(text.value("automations_build_info", Map.of("version", "1.2.3")))
                    .isEqualTo(1);
            assertThat(text.value("automations_store_size_bytes", Map.of())).isGreaterThan(4096);
            assertThat(text.value("process_start_time_seconds", Map.of())).isPositive();
            assertThat(text.value("automations_paused", Map.of("automation", NAME)))
                    .isZero();
            assertThat(text.has("automations_lag_seconds"))
                    .as("nothing was read yet")
                    .isFalse();
        }
    }

    @Test
    void countsWhatIsDurable() throws StoreException {
        try (EngineStore store = open();
                EngineMetrics metrics = metrics(store)) {
            store.commit(List.of(new Change.Record(run("schedule", false))));
            store.commit(List.of(new Change.Record(run("manual", true))));
            store.commit(List.of(new Change.Record(run(RunRecord.TEST, false))));
            store.commit(List.of(enqueue("1"), enqueue("2"), new Change.Park(item("3"), "no good")));
            store.commit(List.of(
                    new Change.Postpone(1, Map.of(), NOW, true, Optional.of("busy")),
                    new Change.Postpone(2, Map.of(), NOW, false, Optional.empty())));
            store.commit(List.of(
                    new Change.End(1, Delivery.Status.DELIVERED, Map.of(), Optional.empty()),
                    new Change.ReplaceState(store.state("c"), Map.of("a", "1"))));
            assertThat(store.commit(List.of(
                            new Change.Record(run("schedule", false)),
                            new Change.ReplaceState(new StoredState("c", 7, Map.of()), Map.of()))))
                    .as("a transaction that is rolled back")
                    .isFalse();

            PrometheusText text = PrometheusText.parse(metrics.scrape());
            Map<String, String> automation = Map.of("automation", NAME);
            assertThat(text.value("automations_runs_total", automation)).isEqualTo(2);
            assertThat(text.value("automations_runs_failed_total", automation)).isEqualTo(1);
            assertThat(text.value("automations_rows_received_total", automation))
                    .isEqualTo(9);
            assertThat(text.value("automations_rows_matched_total", automation)).isEqualTo(4);
            assertThat(text.value("automations_deliveries_total", Map.of("automation", NAME, "outcome", "delivered")))
                    .isEqualTo(1);
            assertThat(text.value("automations_deliveries_total", Map.of("automation", NAME, "outcome", "retried")))
                    .isEqualTo(1);
            assertThat(text.value("automations_deliveries_total", Map.of("automation", NAME, "outcome", "given_up")))
                    .isEqualTo(1);
            assertThat(text.value("automations_deliveries_waiting", automation)).isEqualTo(1);
            assertThat(text.value("automations_deliveries_parked", automation)).isEqualTo(1);
            assertThat(text.value("automations_lag_seconds", automation))
                    .as("the window of the run that failed was not read")
                    .isEqualTo(60);
            assertThat(text.value("automations_lag_rows", automation)).isEqualTo(6);
            assertThat(text.value("automations_last_success_timestamp_seconds", automation))
                    .isEqualTo(NOW.minusSeconds(55).getEpochSecond());
            assertThat(text.type("automations_run_duration_seconds")).isEqualTo("histogram");
            assertThat(text.value("automations_run_duration_seconds_count", automation))
                    .isEqualTo(2);
            assertThat(text.value("automations_run_duration_seconds_sum", automation))
                    .isEqualTo(10);
            assertThat(text.value("automations_run_duration_seconds_bucket", Map.of("automation", NAME, "le", "1.0")))
                    .isZero();
            assertThat(text.value("automations_run_duration_seconds_bucket", Map.of("automation", NAME, "le", "5.0")))
                    .isEqualTo(2);
        }
    }

    @Test
    void whatIsGoneIsNotShown() throws StoreException {
        try (EngineStore store = open()) {
            store.register(new AutomationRecord(
                    "Gone",
                    "id",
                    "f",
                    "s",
                    "every 1 min",
                    false,
                    Optional.of(NOW),
                    Optional.empty(),
                    0,
                    Optional.empty()));
            try (EngineMetrics metrics = metrics(store)) {
                assertThat(metrics.scrape()).doesNotContain("Gone");
                store.setProgress(NAME, Optional.of(NOW), Optional.of(NOW), 3, Optional.of("no"));
                store.setPaused(NAME, true);
                PrometheusText text = PrometheusText.parse(metrics.scrape());
                assertThat(text.value("automations_failures", Map.of("automation", NAME)))
                        .isEqualTo(3);
                assertThat(text.value("automations_paused", Map.of("automation", NAME)))
                        .isEqualTo(1);
                assertThat(text.value("automations_lag_seconds", Map.of("automation", NAME)))
                        .isZero();
                assertThat(text.value("automations_next_run_timestamp_seconds", Map.of("automation", NAME)))
                        .isEqualTo(NOW.getEpochSecond());
            }
        }
    }

    private EngineStore open() throws StoreException {
        EngineStore store = EngineStore.open(directory, () -> NOW);
        store.register(new AutomationRecord(
                NAME, "id", "f", "s", "every 1 min", false, Optional.empty(), Optional.empty(), 0, Optional.empty()));
        return store;
    }

    private static EngineMetrics metrics(EngineStore store) {
        BoundAutomation automation =
                new BoundAutomation(NAME, "f", List.of(), List.of(), List.of(), new Revision(List.of()));
        return new EngineMetrics(store, () -> NOW, () -> List.of(automation), "1.2.3");
    }

    private static RunRecord run(String cause, boolean failed) {
        Instant ended = failed ? NOW : NOW.minusSeconds(55);
        return new RunRecord(
                NAME,
                cause,
                ended.minus(Duration.ofSeconds(5)),
                ended,
                failed,
                Optional.empty(),
                Optional.of(failed ? NOW.toString() : NOW.minusSeconds(60).toString()),
                Optional.empty(),
                failed ? Map.of() : Map.of("Rows Received", 9L, "Rows Matched", 4L, "Lag Rows", 6L),
                failed ? Optional.of("no") : Optional.empty());
    }

    private static Change enqueue(String item) {
        return new Change.Enqueue(item(item), NOW);
    }

    private static Change.Consignment item(String item) {
        return new Change.Consignment("post", item, NAME, Map.of(), "body".getBytes(StandardCharsets.UTF_8));
    }
}
