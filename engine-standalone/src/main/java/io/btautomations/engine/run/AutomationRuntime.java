package io.btautomations.engine.run;

import io.btautomations.core.source.Rewind;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.store.Change;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoredState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Does the units of work of one automation, each of them wholly or not at all. */
final class AutomationRuntime implements AutoCloseable {

    private static final String SEQUENCE_PREFIX = "run:";
    private static final String SEQUENCE = "sequence";

    private final BoundAutomation automation;
    private final EngineStore store;
    private final World world;
    private final AutomationHosts hosts;

    AutomationRuntime(BoundAutomation automation, EngineStore store, World world, BooleanSupplier scheduled) {
        this.automation = automation;
        this.store = store;
        this.world = world;
        this.hosts = new AutomationHosts(automation, store, world, scheduled);
    }

    /** Runs a source once, and everything that its rows lead to. */
    Progress runSource(BoundComponent source, String cause) throws RunFailure {
        Instant started = world.clock().now();
        try {
            return attempt(source, new ArrayDeque<>(), cause, started);
        } catch (RunFailure e) {
            recordFailure(cause, started, e);
            throw e;
        }
    }

    /** Lets a step act that may have something to do without input. */
    Progress tick(BoundComponent step) throws RunFailure {
        return attempt(step, new ArrayDeque<>(), "interval", world.clock().now());
    }

    /** Hands one stored delivery to the step that delivers it. */
    void deliver(BoundComponent outbox, Delivery delivery) throws RunFailure {
        Deque<Item> inputs = new ArrayDeque<>();
        try {
            inputs.add(Outbox.item(delivery, store.content(delivery.number())));
        } catch (StoreException e) {
            throw failure(outbox, e);
        }
        attempt(outbox, inputs, "delivery", world.clock().now());
    }

    /** Forgets a source's checkpoint. */
    void reset(BoundComponent source) throws RunFailure {
        try {
            hosts.host(source.id()).forget();
            store.replace(store.state(source.id()), Map.of());
        } catch (StoreException e) {
            throw failure(source, e);
        }
    }

    /** Has a source read again from an earlier point, in a new generation. */
    void rewind(BoundComponent source, Rewind rewind) throws RunFailure {
        try {
            hosts.host(source.id()).forget();
            StoredState state = store.state(source.id());
            store.replace(state, rewind.inPlaceOf(state.entries()));
        } catch (StoreException e) {
            throw failure(source, e);
        }
    }

    @Override
    public void close() {
        hosts.close();
    }

    private Progress attempt(BoundComponent first, Deque<Item> inputs, String cause, Instant started)
            throws RunFailure {
        StoredState sequence = sequence(first);
        long number = Long.parseLong(sequence.entries().getOrDefault(SEQUENCE, "1"));
        try (UnitOfWork work = new UnitOfWork(first.id() + "/" + number, store, world.scratch())) {
            Carrier carrier = new Carrier(hosts, work, store, world);
            try {
                Progress progress = carrier.run(hosts.host(first.id()), inputs);
                boolean eventful =
                        carrier.carried() > 0 || work.sight().windowEnd().isPresent();
                if (!work.isEmpty() || eventful) {
                    work.add(new Change.ReplaceState(sequence, Map.of(SEQUENCE, Long.toString(number + 1))));
                }
                work.commit(eventful ? Optional.of(record(cause, started, work)) : Optional.empty());
                hosts.clearRetries();
                return progress;
            } catch (StepException | HostFailure e) {
                throw undone(carrier, work, String.valueOf(e.getMessage()), e);
            } catch (UncheckedIOException e) {
                throw undone(carrier, work, "reading or writing failed: " + e.getMessage(), e);
            } catch (RuntimeException e) {
                world.journal().bug(automation.name(), carrier.current(), e);
                throw undone(carrier, work, "an error of the program: " + e, e);
            }
        } catch (IOException e) {
            throw new RunFailure(first.name(), "cannot tidy up '" + world.scratch() + "': " + e.getMessage(), e);
        }
    }

    /** Has every step that took part start anew: what it remembers is undone. */
    private static RunFailure undone(Carrier carrier, UnitOfWork work, String message, Exception reason) {
        carrier.touched().forEach(ComponentHost::forget);
        return new RunFailure(carrier.current(), message, reason, work.sight());
    }

    private StoredState sequence(BoundComponent first) throws RunFailure {
        try {
            return store.state(SEQUENCE_PREFIX + first.id());
        } catch (StoreException e) {
            throw failure(first, e);
        }
    }

    private Change.Record record(String cause, Instant started, UnitOfWork work) {
        return new Change.Record(new RunRecord(
                automation.name(),
                cause,
                started,
                world.clock().now(),
                false,
                work.sight().windowStart(),
                work.sight().windowEnd(),
                work.sight().lagSeconds(),
                work.counters(),
                Optional.empty()));
    }

    private void recordFailure(String cause, Instant started, RunFailure reason) throws RunFailure {
        RunRecord run = new RunRecord(
                automation.name(),
                cause,
                started,
                world.clock().now(),
                true,
                reason.sight().windowStart(),
                reason.sight().windowEnd(),
                reason.sight().lagSeconds(),
                Map.of(),
                Optional.ofNullable(reason.getMessage()));
        try {
            store.commit(List.of(new Change.Record(run)));
        } catch (StoreException e) {
            reason.addSuppressed(e);
            throw reason;
        }
    }

    private static RunFailure failure(BoundComponent component, StoreException e) {
        return new RunFailure(component.name(), String.valueOf(e.getMessage()), e);
    }
}
