package io.btautomations.engine.run;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.store.EngineStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** One automation of an engine with all that works for it. */
final class HostedAutomation implements AutoCloseable {

    private final BoundAutomation automation;
    private final AutomationRunner runner;
    private final List<Deliverer> deliverers;
    private final AtomicBoolean goesOn;

    private HostedAutomation(
            BoundAutomation automation, AutomationRunner runner, List<Deliverer> deliverers, AtomicBoolean goesOn) {
        this.automation = automation;
        this.runner = runner;
        this.deliverers = deliverers;
        this.goesOn = goesOn;
    }

    /** @param delivered is run after work that may have left deliveries behind */
    static HostedAutomation of(
            BoundAutomation automation, EngineStore store, World world, BooleanSupplier scheduled, Runnable delivered) {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        BooleanSupplier both = () -> goesOn.get() && scheduled.getAsBoolean();
        AutomationRuntime runtime = new AutomationRuntime(automation, store, world, both);
        List<Deliverer> deliverers = new ArrayList<>();
        for (BoundComponent component : automation.stored()) {
            deliverers.add(new Deliverer(automation.name(), component, runtime, store, world, both));
        }
        return new HostedAutomation(
                automation,
                new AutomationRunner(automation, runtime, store, world, both, delivered),
                List.copyOf(deliverers),
                goesOn);
    }

    String name() {
        return automation.name();
    }

    AutomationRunner runner() {
        return runner;
    }

    List<Deliverer> deliverers() {
        return deliverers;
    }

    List<Task> tasks() {
        List<Task> tasks = new ArrayList<>(deliverers);
        tasks.add(runner);
        return tasks;
    }

    /** Whether this one does, and goes on doing, what the other one is to do. */
    boolean does(BoundAutomation other) {
        return goesOn.get()
                && automation.revision().equals(other.revision())
                && automation.file().equals(other.file());
    }

    /** Has what it is at come to its end. */
    void end() {
        goesOn.set(false);
    }

    @Override
    public void close() {
        runner.close();
    }
}
