package io.btautomations.engine.metrics;

import io.btautomations.core.export.ExportToS3Step;
import io.btautomations.core.filter.FilterBtqlStep;
import io.btautomations.core.ratelimit.RateLimitOnceStep;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.core.step.Counter;
import io.btautomations.engine.store.Change;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Counts what becomes durable. Safe for use by several threads. */
final class EventMeters {

    /** The name of the label that tells automations apart. */
    static final String AUTOMATION = "automation";

    private static final String OUTCOME = "outcome";

    /** What runs count, by the name of its meter. */
    private static final Map<String, Counter> COUNTED = Map.of(
            "automations.rows.received", ScheduledBtqlQueryStep.ROWS,
            "automations.bytes.received", ScheduledBtqlQueryStep.BYTES,
            "automations.rows.matched", FilterBtqlStep.ROWS_MATCHED,
            "automations.rows.notified", RateLimitOnceStep.ROWS_NOTIFIED,
            "automations.notifications", RateLimitOnceStep.NOTIFICATIONS,
            "automations.rows.written", ExportToS3Step.ROWS_WRITTEN,
            "automations.bytes.written", ExportToS3Step.BYTES_WRITTEN,
            "automations.objects.written", ExportToS3Step.OBJECTS_WRITTEN);

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private final MeterRegistry registry;
    private final EngineStore store;

    /** Which way a delivery went, in the past tense of a label. */
    private enum Outcome {
        DELIVERED("delivered"),
        RETRIED("retried"),
        GIVEN_UP("given_up");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    EventMeters(MeterRegistry registry, EngineStore store) {
        this.registry = registry;
        this.store = store;
    }

    /** Shows zeros for an automation, so that the first of everything is an increase. */
    void begin(String automation) {
        runs(automation, 0);
        failedRuns(automation, 0);
        duration(automation);
        counted(automation, counter -> 0);
        for (Outcome outcome : Outcome.values()) {
            delivery(automation, outcome, 0);
        }
    }

    /** Counts changes of one transaction. */
    void count(List<Change> changes) {
        for (Change change : changes) {
            switch (change) {
                case Change.Record record -> count(record.run());
                case Change.End end ->
                    delivery(
                            automation(end.number()),
                            end.status() == Delivery.Status.DELIVERED ? Outcome.DELIVERED : Outcome.GIVEN_UP,
                            1);
                case Change.Postpone postponed ->
                    delivery(automation(postponed.number()), Outcome.RETRIED, postponed.attempted() ? 1 : 0);
                case Change.Park parked -> delivery(parked.item().automation(), Outcome.GIVEN_UP, 1);
                case Change.Enqueue enqueued -> {}
                case Change.ReplaceState replaced -> {}
            }
        }
    }

    private void count(RunRecord run) {
        if (run.isTest()) {
            return;
        }
        runs(run.automation(), 1);
        failedRuns(run.automation(), run.failed() ? 1 : 0);
        Duration took = Duration.between(run.started(), run.ended());
        duration(run.automation()).record(took.isNegative() ? Duration.ZERO : took);
        counted(run.automation(), counter -> run.counters().getOrDefault(counter.name(), 0L));
    }

    /** Which automation a delivery is of. */
    private String automation(long delivery) {
        try {
            return store.delivery(delivery).map(Delivery::automation).orElse("");
        } catch (StoreException e) {
            return "";
        }
    }

    private void runs(String automation, int count) {
        io.micrometer.core.instrument.Counter.builder("automations.runs")
                .description("Runs that ended, well or not")
                .tag(AUTOMATION, automation)
                .register(registry)
                .increment(count);
    }

    private void failedRuns(String automation, int count) {
        io.micrometer.core.instrument.Counter.builder("automations.runs.failed")
                .description("Runs that failed and were undone")
                .tag(AUTOMATION, automation)
                .register(registry)
                .increment(count);
    }

    private void delivery(String automation, Outcome outcome, int count) {
        io.micrometer.core.instrument.Counter.builder("automations.deliveries")
                .description("Attempts to deliver by what came of them; given up: also items that failed before")
                .tag(AUTOMATION, automation)
                .tag(OUTCOME, outcome.label)
                .register(registry)
                .increment(count);
    }

    private void counted(String automation, ToLongFunction<Counter> counts) {
        COUNTED.forEach((meter, counted) -> io.micrometer.core.instrument.Counter.builder(meter)
                .description(counted.description())
                .tag(AUTOMATION, automation)
                .register(registry)
                .increment(counts.applyAsLong(counted)));
    }

    private Timer duration(String automation) {
        return Timer.builder("automations.run.duration")
                .description("How long runs took")
                .tag(AUTOMATION, automation)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
