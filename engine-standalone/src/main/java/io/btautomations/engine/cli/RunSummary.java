package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what an automation did since a point in time. */
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
        List<RunRecord> runs = runs(automation);
        List<String> parts = new ArrayList<>(Counts.phrases(totals(runs)));
        Map<Delivery.Status, Long> deliveries = deliveries(automation);
        add(parts, "delivered", deliveries.getOrDefault(Delivery.Status.DELIVERED, 0L));
        add(parts, "waiting for another attempt", deliveries.getOrDefault(Delivery.Status.WAITING, 0L));
        add(parts, "given up and kept", deliveries.getOrDefault(Delivery.Status.DEAD, 0L));
        add(parts, "failed runs", runs.stream().filter(RunRecord::failed).count());
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    /** The same for programs, with a number for everything. */
    ObjectNode json(String automation) throws StoreException {
        List<RunRecord> runs = runs(automation);
        Map<Delivery.Status, Long> deliveries = deliveries(automation);
        ObjectNode node = Json.object().put("name", automation);
        node.put("failedRuns", runs.stream().filter(RunRecord::failed).count());
        node.put("delivered", deliveries.getOrDefault(Delivery.Status.DELIVERED, 0L));
        node.put("waiting", deliveries.getOrDefault(Delivery.Status.WAITING, 0L));
        node.put("givenUp", deliveries.getOrDefault(Delivery.Status.DEAD, 0L));
        ObjectNode counters = node.putObject("counters");
        new TreeMap<>(totals(runs)).forEach(counters::put);
        return node;
    }

    private List<RunRecord> runs(String automation) throws StoreException {
        return store.runs(automation, MOST).stream()
                .filter(run -> !run.started().isBefore(since))
                .toList();
    }

    private static void add(List<String> parts, String what, long count) {
        if (count > 0) {
            parts.add("%,d %s".formatted(count, what));
        }
    }

    /** What the runs counted of rows and bytes. */
    private static Map<String, Long> totals(List<RunRecord> runs) {
        Map<String, Long> totals = new HashMap<>();
        runs.forEach(run -> run.counters().forEach((name, count) -> totals.merge(name, count, Long::sum)));
        totals.remove(ScheduledBtqlQueryStep.RUNS.name());
        totals.remove(ScheduledBtqlQueryStep.LAG_SECONDS.name());
        totals.remove(ScheduledBtqlQueryStep.LAG_ROWS.name());
        return totals;
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
