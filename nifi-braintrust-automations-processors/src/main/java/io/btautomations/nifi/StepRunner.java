package io.btautomations.nifi;

import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepDescriptor.Input;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession.CommitAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.ProcessSessionFactory;
import org.apache.nifi.processor.Relationship;

/** Runs a step from the start of its processor to its stop. Safe for use by several threads. */
final class StepRunner implements AutoCloseable {

    /** How long a source waits at a time for room downstream before it looks again. */
    private static final long ROOM_POLL_MILLIS = 1000;

    private final StepDeclaration declaration;
    private final ComponentContext.Identity identity;
    private final HostPorts ports;
    private final ComponentLog log;
    private final CounterLevels levels;
    private final BooleanSupplier scheduled;
    private final boolean anyRoomWillDo;
    private final FailureWatch watch;
    private final HostedSteps steps = new HostedSteps();
    private final CountDownLatch unscheduled = new CountDownLatch(1);

    /**
     * A runner without a step yet: steps are opened as threads come.
     *
     * @param scheduled whether the processor should go on
     * @param anyRoomWillDo whether the step works on while one of its relationships has room, or needs it in all
     */
    StepRunner(
            StepDeclaration declaration,
            ComponentContext.Identity identity,
            HostPorts ports,
            ComponentLog log,
            CounterLevels levels,
            BooleanSupplier scheduled,
            boolean anyRoomWillDo) {
        this.declaration = declaration;
        this.identity = identity;
        this.ports = ports;
        this.log = log;
        this.levels = levels;
        this.scheduled = scheduled;
        this.anyRoomWillDo = anyRoomWillDo;
        this.watch = new FailureWatch(log);
    }

    /** Runs the step, a session each time, until it has nothing to do at once or the processor is stopped. */
    void run(ProcessContext context, ProcessSessionFactory sessions) {
        if (watch.isWaiting(ports.clock().now())) {
            context.yield();
            return;
        }
        try {
            HostedStep hosted = take(context);
            boolean sound = false;
            try {
                if (runOn(hosted, context, sessions) == Progress.IDLE) {
                    context.yield();
                }
                sound = true;
            } catch (StepException e) {
                sound = true;
                throw e;
            } finally {
                if (sound) {
                    steps.giveBack(hosted);
                } else {
                    hosted.close();
                }
            }
        } catch (StepException e) {
            watch.failed(e, ports.clock().now());
            context.yield();
        }
    }

    /** Lets a source that waits for room go home. */
    void unschedule() {
        unscheduled.countDown();
    }

    @Override
    public void close() {
        unschedule();
        steps.close();
    }

    private HostedStep take(ProcessContext context) throws StepException {
        Optional<HostedStep> idle = steps.take();
        return idle.isPresent() ? idle.get() : open(context);
    }

    private HostedStep open(ProcessContext context) throws StepException {
        ComponentEvents events = new ComponentEvents(log, declaration, levels);
        return new HostedStep(
                declaration
                        .step()
                        .open(new ComponentContext(
                                identity,
                                context,
                                declaration.texts().of(context, Map.of()),
                                declaration,
                                scheduled,
                                new ComponentState(context.getStateManager()),
                                ports,
                                new LentServices(declaration, context).network(),
                                events)),
                events);
    }

    private Progress runOn(HostedStep hosted, ProcessContext context, ProcessSessionFactory sessions)
            throws StepException {
        Progress progress = runOnce(hosted, context, sessions.createSession());
        while (progress == Progress.MORE && hasRoom(context) && scheduled.getAsBoolean()) {
            progress = runOnce(hosted, context, sessions.createSession());
        }
        return progress;
    }

    private Progress runOnce(HostedStep hosted, ProcessContext context, ProcessSession session) throws StepException {
        FlowFileSession stepSession = new FlowFileSession(session, context, declaration, log);
        hosted.events().begin(session);
        try {
            Progress asked = trigger(hosted, session, stepSession);
            Progress progress = asked == Progress.MORE && stepSession.gaveBack() ? Progress.DONE : asked;
            return commit(hosted, session, stepSession.afterCommit(), progress);
        } finally {
            hosted.events().end();
        }
    }

    private static Progress trigger(HostedStep hosted, ProcessSession session, FlowFileSession stepSession)
            throws StepException {
        boolean done = false;
        boolean penalize = true;
        try {
            Progress progress = hosted.step().trigger(stepSession);
            done = true;
            return progress;
        } catch (StepException e) {
            penalize = false;
            throw e;
        } finally {
            if (!done) {
                session.rollback(penalize);
            }
        }
    }

    private Progress commit(HostedStep hosted, ProcessSession session, List<CommitAction> actions, Progress progress) {
        Commit commit = new Commit(hosted.events(), actions, progress);
        session.commitAsync(commit, failure -> log.debug("A session could not be committed", failure));
        return commit.outcome;
    }

    /** A source waits for room, since its next turn may be an hour away; others are called as soon as there is some. */
    private boolean hasRoom(ProcessContext context) {
        boolean room = isRoom(context);
        try {
            while (!room && isSource() && !unscheduled.await(ROOM_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                room = isRoom(context);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return room;
    }

    private boolean isSource() {
        return declaration.step().input() == Input.FORBIDDEN;
    }

    private boolean isRoom(ProcessContext context) {
        Set<Relationship> available = context.getAvailableRelationships();
        return anyRoomWillDo
                ? !available.isEmpty()
                : available.containsAll(declaration.relationships().values());
    }

    /** What follows a commit. It may still be under way on return, as in NiFi Stateless; that ends the loop. */
    private final class Commit implements Runnable {

        private final ComponentEvents events;
        private final List<CommitAction> actions;
        private final Progress progress;
        private volatile Progress outcome;

        Commit(ComponentEvents events, List<CommitAction> actions, Progress progress) {
            this.events = events;
            this.actions = actions;
            this.progress = progress;
            this.outcome = progress == Progress.MORE ? Progress.DONE : progress;
        }

        @Override
        public void run() {
            events.commit();
            try {
                for (CommitAction action : actions) {
                    action.run();
                }
            } catch (StepException e) {
                watch.failed(e, ports.clock().now());
                outcome = Progress.IDLE;
                return;
            }
            outcome = progress;
            if (progress != Progress.IDLE || isSource()) {
                watch.worked();
            }
        }
    }
}
