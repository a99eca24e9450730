package io.btautomations.engine.cli;

import io.btautomations.core.catalog.Steps;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in a line what an automation did since a point in time. */
final class RunSummary {

    private static final int MOST = 1_000;

    private final StoreView store;
    private final Instant since;

    RunSummary(StoreView store, Instant since) {
        this.store = store;
        this.since = since.truncatedTo(ChronoUnit.MILLIS);
    }

    /** For example {@code Rows Received 500, Rows Written 500, Objects Written 1}; empty if nothing happened. */
    Optional<String> of(String automation) throws StoreException {
        List<String> parts = new ArrayList<>();
        totals(automation).forEach((name, total) -> parts.add("%s %,d".formatted(name, total)));
        Map<Delivery.Status, Long> deliveries = deliveries(automation);
        add(parts, "delivered", deliveries.getOrDefault(Delivery.Status.DELIVERED, 0L));
        add(parts, "waiting for another attempt", deliveries.getOrDefault(Delivery.Status.WAITING, 0L));
        add(parts, "given up and kept", deliveries.getOrDefault(Delivery.Status.DEAD, 0L));
        add(parts, "failed runs", failures(automation));
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    private static void add(List<String> parts, String what, long count) {
        if (count > 0) {
            parts.add("%,d %s".formatted(count, what));
        }
    }

    /** What the runs counted of rows and bytes, in the order in which rows pass the steps. */
    private Map<String, Long> totals(String automation) throws StoreException {
        Map<String, Long> counted = new LinkedHashMap<>();
        for (RunRecord run : store.runs(automation, MOST)) {
            if (!run.started().isBefore(since)) {
                run.counters().forEach((name, count) -> counted.merge(name, count, Long::sum));
            }
        }
        Map<String, Long> totals = new LinkedHashMap<>();
        Steps.all().stream().flatMap(step -> step.counters().stream()).forEach(counter -> {
            Optional.ofNullable(counted.get(counter.name()))
                    .filter(total -> total > 0 && !counter.equals(ScheduledBtqlQueryStep.RUNS))
                    .ifPresent(total -> totals.put(counter.name(), total));
        });
        return totals;
    }

    private long failures(String automation) throws StoreException {
        return store.runs(automation, MOST).stream()
                .filter(run -> run.failed() && !run.started().isBefore(since))
                .count();
    }

    private Map<Delivery.Status, Long> deliveries(String automation) throws StoreException {
        Map<Delivery.Status, Long> counts = new LinkedHashMap<>();
        for (Delivery delivery : store.deliveries(Optional.of(automation), MOST)) {
            if (!delivery.ended().orElse(since).isBefore(since)) {
                counts.merge(delivery.status(), 1L, Long::sum);
            }
        }
        return counts;
    }
}
