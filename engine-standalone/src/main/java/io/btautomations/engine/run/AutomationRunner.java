package io.btautomations.engine.run;

import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.source.Rewind;
import io.btautomations.core.step.Progress;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.bind.Hosting;
import io.btautomations.engine.schedule.Schedule;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** Runs the sources of one automation on their schedules, and between the runs the steps that act by themselves. */
final class AutomationRunner implements Task {

    /** A source or ticking step and when it is due. */
    private final class Timer {
        private final BoundComponent component;
        private final Backoff backoff;
        private Optional<Instant> due;

        Timer(BoundComponent component) {
            this.component = component;
            this.backoff = new Backoff(component.node().processor().scheduling().yield());
            this.due = component.schedule().first(world.clock().now());
        }

        boolean isDue(Instant now) {
            return due.filter(time -> !time.isAfter(now)).isPresent();
        }

        void done(Progress progress) {
            Instant now = world.clock().now();
            Schedule schedule = component.schedule();
            Duration yield = component.node().processor().scheduling().yield();
            Optional<Instant> next = schedule.next(now);
            boolean restless = progress == Progress.IDLE
                    && next.filter(time -> time.isBefore(now.plus(yield))).isPresent();
            due = restless ? Optional.of(now.plus(yield)) : next;
        }
    }

    private final BoundAutomation automation;
    private final AutomationRuntime runtime;
    private final EngineStore store;
    private final World world;
    private final BooleanSupplier scheduled;
    private final Runnable delivered;
    private final List<Timer> sources = new ArrayList<>();
    private final List<Timer> ticks = new ArrayList<>();
    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private final ProgressNote progressNote;
    private boolean paused;

    /** @param delivered is run after work that may have left deliveries behind */
    AutomationRunner(
            BoundAutomation automation,
            AutomationRuntime runtime,
            EngineStore store,
            World world,
            BooleanSupplier scheduled,
            Runnable delivered) {
        this.automation = automation;
        this.runtime = runtime;
        this.store = store;
        this.world = world;
        this.scheduled = scheduled;
        this.delivered = delivered;
        this.progressNote = new ProgressNote(automation.name(), store, world);
        automation.hosted(Hosting.SOURCE).stream()
                .filter(source -> !source.node().processor().disabled())
                .forEach(source -> sources.add(new Timer(source)));
        automation.hosted(Hosting.TICKING).forEach(step -> ticks.add(new Timer(step)));
    }

    /** Makes the automation known to the store and learns whether it is paused. */
    void register() throws StoreException {
        Optional<BoundComponent> source =
                automation.hosted(Hosting.SOURCE).stream().findFirst();
        store.register(new AutomationRecord(
                automation.name(),
                source.map(BoundComponent::id).orElse(""),
                automation.file(),
                source.map(BoundComponent::toString).orElse(""),
                source.map(component -> component.schedule().describe()).orElse(""),
                false,
                first(sources),
                Optional.empty(),
                0,
                Optional.empty()));
        paused = store.automations().stream()
                .anyMatch(known -> known.name().equals(automation.name()) && known.paused());
    }

    @Override
    public String name() {
        return automation.name();
    }

    @Override
    public Optional<Instant> nextDue() {
        if (!commands.isEmpty()) {
            return Optional.of(world.clock().now());
        }
        if (paused) {
            return Optional.empty();
        }
        return first(timers());
    }

    private static Optional<Instant> first(List<Timer> timers) {
        return timers.stream().flatMap(timer -> timer.due.stream()).min(Comparator.naturalOrder());
    }

    @Override
    public void work() {
        obeyAll();
        if (paused) {
            return;
        }
        for (Timer source : sources) {
            if (source.isDue(world.clock().now())) {
                run(source, "schedule");
            }
        }
        tick();
    }

    /** Runs every source until it is level, whatever its schedule; the number of runs that failed. */
    int runOnce() {
        obeyAll();
        if (paused) {
            world.journal().say(Journal.Level.WARN, automation.name(), "", "is paused, so it does not run");
            return 0;
        }
        int failed = 0;
        for (Timer source : sources) {
            if (!run(source, "once")) {
                failed++;
            }
        }
        tick();
        return failed;
    }

    /** Leaves a command for the next work. */
    void command(Command command) {
        commands.add(command);
    }

    /** The commands that were left and not obeyed; they are taken away. For when no work is under way any more. */
    List<Command> pending() {
        List<Command> left = new ArrayList<>();
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            left.add(command);
        }
        return left;
    }

    @Override
    public void close() {
        runtime.close();
    }

    private boolean run(Timer source, String cause) {
        try {
            Instant began = world.clock().now();
            Progress progress = runtime.runSource(source.component, cause);
            while (progress == Progress.MORE && scheduled.getAsBoolean()) {
                recovered(source);
                delivered.run();
                tick();
                began = world.clock().now();
                progress = runtime.runSource(source.component, cause);
            }
            recovered(source);
            source.done(progress);
            note(progress == Progress.MORE ? Optional.empty() : Optional.of(began), !cause.equals("schedule"));
            return true;
        } catch (RunFailure e) {
            failed(source, e);
            return false;
        } finally {
            delivered.run();
        }
    }

    private void tick() {
        for (Timer step : ticks) {
            if (!step.isDue(world.clock().now())) {
                continue;
            }
            try {
                Progress progress = runtime.tick(step.component);
                recovered(step);
                step.done(progress);
                if (progress != Progress.IDLE) {
                    delivered.run();
                }
            } catch (RunFailure e) {
                failed(step, e);
            }
        }
    }

    private void recovered(Timer timer) {
        if (timer.backoff.succeeded()) {
            say(Journal.Level.INFO, timer, "works again");
            note(Optional.empty(), true);
        }
    }

    private void failed(Timer timer, RunFailure e) {
        timer.due = Optional.of(timer.backoff.failed(e, world.clock().now()));
        if (timer.backoff.failures() == 1) {
            world.journal()
                    .say(Journal.Level.ERROR, automation.name(), e.component(), e.getMessage() + "; trying again");
        } else {
            say(
                    Journal.Level.DEBUG,
                    timer,
                    "failed " + timer.backoff.failures() + " times in a row: " + e.getMessage());
        }
        note(Optional.empty(), true);
    }

    /** Tells the store where the automation stands: how its worst timer fares. */
    private void note(Optional<Instant> levelAt, boolean atOnce) {
        Backoff worst = timers().stream()
                .map(timer -> timer.backoff)
                .max(Comparator.comparingInt(Backoff::failures))
                .orElseThrow();
        progressNote.write(first(sources), levelAt, worst.failures(), worst.lastError(), atOnce);
    }

    private void obeyAll() {
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            obey(command);
        }
    }

    private void obey(Command command) {
        try {
            store.finish(command, outcome(command));
        } catch (RunFailure | StoreException e) {
            world.journal()
                    .say(Journal.Level.ERROR, automation.name(), "", command.verb() + " failed: " + e.getMessage());
        }
    }

    private String outcome(Command command) throws RunFailure, StoreException {
        switch (command.verb()) {
            case TRIGGER -> {
                int failed = 0;
                for (Timer source : sources) {
                    failed += run(source, "manual") ? 0 : 1;
                }
                return failed == 0
                        ? "ran"
                        : "failed: " + sources.get(0).backoff.lastError().orElse("");
            }
            case PAUSE -> {
                paused = true;
                store.setPaused(automation.name(), true);
                return "paused";
            }
            case RESUME -> {
                paused = false;
                store.setPaused(automation.name(), false);
                return "resumed";
            }
            case RESET -> {
                for (Timer source : sources) {
                    runtime.reset(source.component);
                    source.due = Optional.of(world.clock().now());
                }
                return "reset";
            }
            case REWIND -> {
                return rewind(command.argument());
            }
        }
        throw new IllegalStateException("a verb that is not handled: " + command.verb());
    }

    private String rewind(String to) throws RunFailure {
        try {
            Rewind rewind = Rewind.parse(to);
            for (Timer source : sources) {
                runtime.rewind(source.component, rewind);
                source.due = Optional.of(world.clock().now());
            }
            return "rewound to " + rewind;
        } catch (SettingFormatException e) {
            return "failed: the point to rewind to must be " + e.getMessage() + ", got '" + to + "'";
        }
    }

    private List<Timer> timers() {
        List<Timer> all = new ArrayList<>(sources);
        all.addAll(ticks);
        return all;
    }

    private void say(Journal.Level level, Timer timer, String message) {
        world.journal().say(level, automation.name(), timer.component.name(), message);
    }
}
