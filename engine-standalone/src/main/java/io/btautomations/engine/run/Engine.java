package io.btautomations.engine.run;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs automations: once, or until it is stopped. */
public final class Engine implements AutoCloseable {

    /**
     * What became of running everything once.
     *
     * @param failedRuns number of sources whose last run failed
     * @param waiting number of deliveries that wait for another attempt
     * @param givenUp number of items that were given up, and are kept until they are replayed
     */
    public record Outcome(int failedRuns, long waiting, long givenUp) {}

    private final EngineStore store;
    private final World world;
    private final List<AutomationRunner> runners = new ArrayList<>();
    private final List<Deliverer> deliverers = new ArrayList<>();
    private final AtomicBoolean scheduled = new AtomicBoolean(true);
    private Optional<TaskThreads> threads = Optional.empty();

    private Engine(EngineStore store, World world) {
        this.store = store;
        this.world = world;
    }

    /** An engine for these automations; opens no step yet. */
    public static Engine of(List<BoundAutomation> automations, EngineStore store, World world) throws StoreException {
        Engine engine = new Engine(store, world);
        for (BoundAutomation automation : automations) {
            engine.add(automation);
        }
        for (AutomationRunner runner : engine.runners) {
            runner.register();
        }
        return engine;
    }

    private void add(BoundAutomation automation) {
        AutomationRuntime runtime = new AutomationRuntime(automation, store, world, scheduled::get);
        for (BoundComponent component : automation.stored()) {
            deliverers.add(new Deliverer(automation.name(), component, runtime, store, world, scheduled::get));
        }
        runners.add(new AutomationRunner(automation, runtime, store, world, scheduled::get, this::wakeDeliverers));
    }

    /** Does what users asked for, runs every source until it is level and attempts every delivery that is due. */
    public Outcome runOnce() throws StoreException {
        new CommandDesk(store, world, this::passOn).work();
        int failed = 0;
        long dead = dead();
        for (AutomationRunner runner : runners) {
            failed += runner.runOnce();
        }
        long waiting = 0;
        for (Deliverer deliverer : deliverers) {
            deliverer.work();
            waiting += deliverer.waiting();
        }
        return new Outcome(failed, waiting, Math.max(0, dead() - dead));
    }

    private long dead() throws StoreException {
        long dead = 0;
        for (AutomationRunner runner : runners) {
            dead += store.deliveryCounts(runner.name()).getOrDefault(Delivery.Status.DEAD, 0L);
        }
        return dead;
    }

    /**
     * Starts to run everything on schedule.
     *
     * @param parallel how many automations may run at a time
     */
    public void start(int parallel) {
        TaskThreads started = new TaskThreads(world.clock(), parallel);
        threads = Optional.of(started);
        runners.forEach(runner -> started.start(runner, true));
        deliverers.forEach(deliverer -> started.start(deliverer, false));
        started.start(new CommandDesk(store, world, this::passOn), false);
    }

    /** Lets what runs come to its end and starts nothing more; returns when all is quiet. */
    public void stop() throws InterruptedException {
        scheduled.set(false);
        if (threads.isPresent()) {
            threads.get().stop();
        }
    }

    /** Does everything that is due now, on the caller's thread: the engine without threads. */
    void workAllDue() {
        CommandDesk desk = new CommandDesk(store, world, this::passOn);
        desk.work();
        List<Task> tasks = new ArrayList<>(runners);
        tasks.addAll(deliverers);
        for (Task task : tasks) {
            if (task.nextDue().filter(due -> !due.isAfter(world.clock().now())).isPresent()) {
                task.work();
            }
        }
    }

    @Override
    public void close() {
        runners.forEach(AutomationRunner::close);
    }

    private boolean passOn(Command command) {
        for (AutomationRunner runner : runners) {
            if (runner.name().equals(command.automation())) {
                runner.command(command);
                threads.ifPresent(started -> started.wake(runner));
                return true;
            }
        }
        return false;
    }

    private void wakeDeliverers() {
        threads.ifPresent(started -> deliverers.forEach(started::wake));
    }
}
