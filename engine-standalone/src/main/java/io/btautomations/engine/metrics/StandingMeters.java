package io.btautomations.engine.metrics;

import io.btautomations.core.port.WallClock;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.engine.overview.AutomationOverview;
import io.btautomations.engine.overview.Health;
import io.btautomations.engine.overview.Overviews;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Shows how automations are, from one look at the store. Used by one thread at a time. */
final class StandingMeters {

    /** Enough of the latest runs to find one that told what it read. */
    private static final int RUNS = 50;

    /** A gauge with a value for each automation that has one. */
    private record Reading(MultiGauge gauge, Function<AutomationOverview, Optional<Double>> value) {}

    private final MeterRegistry registry;
    private final EngineStore store;
    private final Overviews overviews;
    private final List<Reading> readings = new ArrayList<>();
    private volatile double storeSize = Double.NaN;

    StandingMeters(MeterRegistry registry, EngineStore store, WallClock clock, Overviews overviews) {
        this.registry = registry;
        this.store = store;
        this.overviews = overviews;
        add(
                "automations.lag",
                "seconds",
                "From the newest moment that was read to now",
                overview -> overview.lag(clock.now()).map(StandingMeters::seconds));
        add(
                "automations.lag.rows",
                "",
                ScheduledBtqlQueryStep.LAG_ROWS.description(),
                overview -> overview.lagRows().map(Long::doubleValue));
        add(
                "automations.deliveries.waiting",
                "",
                "Deliveries that wait for an attempt",
                overview -> Optional.of((double) overview.waiting()));
        add(
                "automations.deliveries.parked",
                "",
                "Deliveries and items that wait for a person to decide about them",
                overview -> Optional.of((double) overview.givenUp()));
        add(
                "automations.last.success.timestamp",
                "seconds",
                "When a run ended well, or a look at the log found nothing new; Unix time",
                overview -> overview.lastSuccess().map(StandingMeters::timestamp));
        add(
                "automations.next.run.timestamp",
                "seconds",
                "When the next run is due; Unix time",
                overview -> overview.automation().nextDue().map(StandingMeters::timestamp));
        add(
                "automations.matches.pending",
                "",
                "Matches that were counted and are not told of yet",
                overview -> overview.pending().isPresent()
                        ? Optional.of((double) overview.pending().getAsLong())
                        : Optional.empty());
        add(
                "automations.failures",
                "",
                "Failures in a row up to now",
                overview -> Optional.of((double) overview.automation().failures()));
        add(
                "automations.paused",
                "",
                "1 if the user paused it, else 0",
                overview -> Optional.of(overview.health() == Health.PAUSED ? 1.0 : 0.0));
        Gauge.builder("automations.store.size", () -> storeSize)
                .description("What the store takes on disk")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Looks at the store. */
    void refresh() throws StoreException {
        List<AutomationOverview> looked = overviews.look(RUNS);
        readings.forEach(reading -> show(reading, looked));
        storeSize = store.size();
    }

    private static void show(Reading reading, List<AutomationOverview> overviews) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (AutomationOverview overview : overviews) {
            reading.value()
                    .apply(overview)
                    .ifPresent(value ->
                            rows.add(MultiGauge.Row.of(Tags.of(EventMeters.AUTOMATION, overview.name()), value)));
        }
        reading.gauge().register(rows, true);
    }

    private void add(
            String name, String unit, String description, Function<AutomationOverview, Optional<Double>> value) {
        MultiGauge.Builder builder = MultiGauge.builder(name).description(description);
        readings.add(new Reading((unit.isEmpty() ? builder : builder.baseUnit(unit)).register(registry), value));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static double timestamp(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }
}
