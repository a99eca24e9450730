package io.btautomations.engine.run;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.Network;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.StateStore;
import io.btautomations.core.port.Waiting;
import io.btautomations.core.port.WallClock;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.bind.Hosting;
import io.btautomations.engine.store.EngineStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Keeps one step: opens it when it is first needed and lets one thread at a time in. Safe for several threads. */
final class ComponentHost implements AutoCloseable {

    private final BoundComponent component;
    private final World world;
    private final BooleanSupplier scheduled;
    private final HostedState state;
    private final HostedEvents events;
    private final ReentrantLock turn = new ReentrantLock();
    private Optional<Step> step = Optional.empty();

    ComponentHost(
            BoundComponent component, String automation, EngineStore store, World world, BooleanSupplier scheduled) {
        this.component = component;
        this.world = world;
        this.scheduled = scheduled;
        this.state = new HostedState(component.id(), store);
        this.events = new HostedEvents(automation, component.name(), world.journal());
    }

    BoundComponent component() {
        return component;
    }

    /**
     * Triggers the step within the work. What a source writes to its state is durable at once, because what follows may
     * act on the outside before the work is.
     */
    Progress trigger(StepSession session, UnitOfWork work) throws StepException {
        turn.lock();
        try {
            events.enter(work);
            if (component.hosting() != Hosting.SOURCE) {
                state.enter(work);
            }
            return open().trigger(session);
        } finally {
            state.leave();
            events.leave();
            turn.unlock();
        }
    }

    /** Does what the step asked for once its session was committed. */
    void afterCommit(List<StepSession.CommitAction> actions, UnitOfWork work) throws StepException {
        turn.lock();
        try {
            events.enter(work);
            state.enter(work);
            for (StepSession.CommitAction action : actions) {
                action.run();
            }
        } finally {
            state.leave();
            events.leave();
            turn.unlock();
        }
    }

    /** Tests the step. */
    List<CheckResult> verify(Map<String, String> attributes) throws StepException {
        turn.lock();
        try {
            return open().verify(attributes);
        } finally {
            turn.unlock();
        }
    }

    /** Has the next trigger open a new step: what this one remembers may no longer hold. */
    void forget() {
        turn.lock();
        try {
            Optional<Step> old = step;
            step = Optional.empty();
            old.ifPresent(Step::close);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        forget();
    }

    private Step open() throws StepException {
        if (step.isEmpty()) {
            step = Optional.of(component.descriptor().open(new Context()));
        }
        return step.get();
    }

    private final class Context implements StepContext {

        @Override
        public String componentId() {
            return component.id();
        }

        @Override
        public String componentName() {
            return component.name();
        }

        @Override
        public String groupName() {
            return component.node().group().name();
        }

        @Override
        public String nodeId() {
            return "standalone";
        }

        @Override
        public Settings settings() {
            return component.settings().fixed();
        }

        @Override
        public boolean isTerminated(Route route) {
            return component.node().processor().terminated().contains(route.name());
        }

        @Override
        public boolean isScheduled() {
            return scheduled.getAsBoolean();
        }

        @Override
        public StateStore state() {
            return state;
        }

        @Override
        public WallClock clock() {
            return world.clock();
        }

        @Override
        public Randomness randomness() {
            return world.randomness();
        }

        @Override
        public Waiting waiting() {
            return world.waiting();
        }

        @Override
        public HttpTransports http() {
            return component.services().http(world.http());
        }

        @Override
        public ObjectStores objects() {
            return world.objects();
        }

        @Override
        public Network network() {
            return component.services().network();
        }

        @Override
        public StepEvents events() {
            return events;
        }
    }
}
