package io.btautomations.engine.overview;

import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.Delivery.Status;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How one automation was when it was looked at.
 *
 * @param automation what is kept of it
 * @param runs the latest, newest first
 * @param deliveries number by status
 * @param pending matches that were counted and are not told of yet; empty if that is not known, or it tells nobody
 */
public record AutomationOverview(
        AutomationRecord automation, List<RunRecord> runs, Map<Status, Long> deliveries, OptionalLong pending) {

    public AutomationOverview {
        runs = List.copyOf(runs);
        deliveries = Map.copyOf(deliveries);
    }

    /**
     * How an automation is now.
     *
     * @param most how many runs to look at
     */
    public static AutomationOverview of(AutomationRecord automation, StoreView store, int most) throws StoreException {
        return new AutomationOverview(
                automation,
                store.runs(automation.name(), most),
                store.deliveryCounts(automation.name()),
                OptionalLong.empty());
    }

    /** The same with what is known of matches that wait to be told of. */
    AutomationOverview withPending(OptionalLong known) {
        return new AutomationOverview(automation, runs, deliveries, known);
    }

    /** Its name. */
    public String name() {
        return automation.name();
    }

    /** How it is in a word. */
    public Health health() {
        if (automation.paused()) {
            return Health.PAUSED;
        }
        return automation.failures() > 0 ? Health.FAILING : Health.OK;
    }

    /** Its latest run that was no test. */
    public Optional<RunRecord> lastRun() {
        return realRuns().findFirst();
    }

    /** When all was last well: a run ended, or there was nothing to read. */
    public Optional<Instant> lastSuccess() {
        return latest(
                realRuns().filter(run -> !run.failed()).map(RunRecord::ended).findFirst(), automation.levelAt());
    }

    /** Everything that was written before this moment has been read. */
    public Optional<Instant> readUntil() {
        Optional<Instant> window = realRuns()
                .filter(run -> !run.failed())
                .flatMap(run -> run.windowEnd().stream())
                .map(Instant::parse)
                .findFirst();
        return latest(window, automation.levelAt());
    }

    /** How far what was read is behind now; empty if nothing was read yet. */
    public Optional<Duration> lag(Instant now) {
        return readUntil().map(until -> until.isAfter(now) ? Duration.ZERO : Duration.between(until, now));
    }

    /** Rows that wait beyond what was read; empty if the log does not tell. */
    public Optional<Long> lagRows() {
        return realRuns()
                .filter(run -> !run.failed())
                .findFirst()
                .map(run -> run.counters().get(ScheduledBtqlQueryStep.LAG_ROWS.name()));
    }

    /** Number of deliveries that wait for an attempt. */
    public long waiting() {
        return deliveries.getOrDefault(Status.WAITING, 0L);
    }

    /** Number of deliveries and items that a person has to decide about. */
    public long givenUp() {
        return deliveries.getOrDefault(Status.DEAD, 0L);
    }

    private Stream<RunRecord> realRuns() {
        return runs.stream().filter(run -> !run.isTest());
    }

    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
    }
}
