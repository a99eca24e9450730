package io.btautomations.engine.run;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

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
    private final List<HostedAutomation> automations = new CopyOnWriteArrayList<>();
    /** Held while automations come and go, so that no command falls between them. */
    private final ReentrantLock exchange = new ReentrantLock();

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
            engine.automations.add(engine.host(automation));
        }
        for (HostedAutomation automation : engine.automations) {
            automation.runner().register();
        }
        return engine;
    }

    private HostedAutomation host(BoundAutomation automation) {
        return HostedAutomation.of(automation, store, world, scheduled::get, this::wakeDeliverers);
    }

    /** Does what users asked for, runs every source until it is level and attempts every delivery that is due. */
    public Outcome runOnce() throws StoreException {
        new CommandDesk(store, world, this::passOn).work();
        int failed = 0;
        long dead = dead();
        for (HostedAutomation automation : automations) {
            failed += automation.runner().runOnce();
        }
        long waiting = 0;
        for (Deliverer deliverer : deliverers()) {
            deliverer.work();
            waiting += deliverer.waiting();
        }
        return new Outcome(failed, waiting, Math.max(0, dead() - dead));
    }

    private long dead() throws StoreException {
        long dead = 0;
        for (HostedAutomation automation : automations) {
            dead += store.deliveryCounts(automation.name()).getOrDefault(Delivery.Status.DEAD, 0L);
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
        automations.forEach(automation -> start(automation, started));
        started.start(new CommandDesk(store, world, this::passOn), false);
    }

    private static void start(HostedAutomation automation, TaskThreads threads) {
        threads.start(automation.runner(), true);
        automation.deliverers().forEach(deliverer -> threads.start(deliverer, false));
    }

    /**
     * Runs these automations in place of those so far. One that is as it was keeps running; one that changed or is gone
     * comes to the end of what it is at first. No state is lost. For one thread at a time, not during {@link #runOnce}.
     */
    public Reload reload(List<BoundAutomation> next) throws StoreException, InterruptedException {
        Map<String, BoundAutomation> wanted = new LinkedHashMap<>();
        next.forEach(automation -> wanted.put(automation.name(), automation));
        List<HostedAutomation> ending = automations.stream()
                .filter(automation -> Optional.ofNullable(wanted.get(automation.name()))
                        .filter(automation::does)
                        .isEmpty())
                .toList();
        ending.forEach(HostedAutomation::end);
        if (threads.isPresent()) {
            for (HostedAutomation automation : ending) {
                threads.get().end(automation.tasks());
            }
        }
        List<HostedAutomation> opened = new ArrayList<>();
        for (BoundAutomation automation : wanted.values()) {
            if (find(automation.name())
                    .filter(running -> !ending.contains(running))
                    .isEmpty()) {
                HostedAutomation hosted = host(automation);
                hosted.runner().register();
                opened.add(hosted);
            }
        }
        List<Command> orphans = exchange(ending, opened);
        ending.forEach(HostedAutomation::close);
        threads.ifPresent(started -> opened.forEach(automation -> start(automation, started)));
        for (Command command : orphans) {
            store.finish(command, CommandDesk.nobody(command));
        }
        return Reload.of(
                opened.stream().map(HostedAutomation::name).toList(),
                ending.stream().map(HostedAutomation::name).toList(),
                wanted.keySet());
    }

    /** Puts some in the place of others, with what users asked of those; answers what none of them can be asked. */
    private List<Command> exchange(List<HostedAutomation> ended, List<HostedAutomation> opened) {
        List<Command> orphans = new ArrayList<>();
        exchange.lock();
        try {
            automations.removeAll(ended);
            automations.addAll(opened);
            for (HostedAutomation automation : ended) {
                Optional<HostedAutomation> successor = find(automation.name());
                for (Command command : automation.runner().pending()) {
                    successor.ifPresentOrElse(next -> next.runner().command(command), () -> orphans.add(command));
                }
            }
        } finally {
            exchange.unlock();
        }
        return orphans;
    }

    private Optional<HostedAutomation> find(String name) {
        return automations.stream()
                .filter(automation -> automation.name().equals(name))
                .findFirst();
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
        List<Task> tasks = new ArrayList<>();
        automations.forEach(automation -> tasks.add(automation.runner()));
        tasks.addAll(deliverers());
        for (Task task : tasks) {
            if (task.nextDue().filter(due -> !due.isAfter(world.clock().now())).isPresent()) {
                task.work();
            }
        }
    }

    @Override
    public void close() {
        automations.forEach(HostedAutomation::close);
    }

    private List<Deliverer> deliverers() {
        return automations.stream()
                .flatMap(automation -> automation.deliverers().stream())
                .toList();
    }

    private boolean passOn(Command command) {
        exchange.lock();
        try {
            Optional<HostedAutomation> automation = find(command.automation());
            automation.ifPresent(found -> {
                found.runner().command(command);
                threads.ifPresent(started -> started.wake(found.runner()));
            });
            return automation.isPresent();
        } finally {
            exchange.unlock();
        }
    }

    private void wakeDeliverers() {
        threads.ifPresent(started -> deliverers().forEach(started::wake));
    }
}
