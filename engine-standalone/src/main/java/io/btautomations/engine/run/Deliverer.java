package io.btautomations.engine.run;

import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Works off the outbox of one component. */
final class Deliverer implements Task {

    private final String automation;
    private final BoundComponent component;
    private final AutomationRuntime runtime;
    private final EngineStore store;
    private final World world;
    private final BooleanSupplier scheduled;
    private final Backoff backoff;
    private Instant restUntil = Instant.MIN;

    Deliverer(
            String automation,
            BoundComponent component,
            AutomationRuntime runtime,
            EngineStore store,
            World world,
            BooleanSupplier scheduled) {
        this.automation = automation;
        this.component = component;
        this.runtime = runtime;
        this.store = store;
        this.world = world;
        this.scheduled = scheduled;
        this.backoff = new Backoff(component.node().processor().scheduling().yield());
    }

    @Override
    public String name() {
        return automation + " / " + component.name();
    }

    @Override
    public Optional<Instant> nextDue() {
        try {
            return store.backlog(component.id()).firstDue().map(due -> due.isBefore(restUntil) ? restUntil : due);
        } catch (StoreException e) {
            failed(new RunFailure(component.name(), String.valueOf(e.getMessage()), e));
            return Optional.of(restUntil);
        }
    }

    @Override
    public void work() {
        try {
            List<Delivery> due = store.due(component.id(), world.clock().now(), 1);
            while (!due.isEmpty() && scheduled.getAsBoolean()) {
                runtime.deliver(component, due.get(0));
                if (backoff.succeeded()) {
                    say(Journal.Level.INFO, "deliveries work again");
                }
                due = store.due(component.id(), world.clock().now(), 1);
            }
        } catch (RunFailure e) {
            failed(e);
        } catch (StoreException e) {
            failed(new RunFailure(component.name(), String.valueOf(e.getMessage()), e));
        }
    }

    /** Number of deliveries that wait. */
    long waiting() throws StoreException {
        return store.backlog(component.id()).waiting();
    }

    @Override
    public void close() {}

    private void failed(RunFailure e) {
        restUntil = backoff.failed(e, world.clock().now());
        if (backoff.failures() == 1) {
            say(Journal.Level.ERROR, e.getMessage() + "; trying again");
        }
    }

    private void say(Journal.Level level, String message) {
        world.journal().say(level, automation, component.name(), message);
    }
}
