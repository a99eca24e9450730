package io.btautomations.engine.metrics;

import io.btautomations.core.port.WallClock;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.overview.Overviews;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/**
 * What Prometheus is told of an engine. Counters begin with zero at the process's start and count what is durable;
 * everything else is as the store has it at the moment. Safe for use by several threads.
 */
public final class EngineMetrics implements AutoCloseable {

    /** Media type of {@link #scrape}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StandingMeters standing;
    private final EventMeters events;
    private final Supplier<List<BoundAutomation>> automations;

    /**
     * @param automations those that run at the moment
     * @param version of this program
     */
    public EngineMetrics(
            EngineStore store, WallClock clock, Supplier<List<BoundAutomation>> automations, String version) {
        this.standing = new StandingMeters(registry, store, clock, new Overviews(store, automations));
        this.events = new EventMeters(registry, store);
        this.automations = automations;
        store.listen(events::count);
        Gauge.builder("automations.build.info", () -> 1)
                .description("Always 1; the label tells the release")
                .tag("version", version)
                .register(registry);
        new UptimeMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
    }

    /** Everything in Prometheus' text form. */
    public synchronized String scrape() throws StoreException {
        automations.get().forEach(automation -> events.begin(automation.name()));
        standing.refresh();
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
