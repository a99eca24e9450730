package io.btautomations.nifi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The open steps of a processor from start to stop: as many as it has threads, since a step serves one thread at a
 * time. Safe for use by several threads.
 */
final class HostedSteps implements AutoCloseable {

    private final Deque<HostedStep> idle = new ArrayDeque<>();
    private boolean closed;

    /** A step that is open and that no thread uses; empty if one must be opened. */
    synchronized Optional<HostedStep> take() {
        return Optional.ofNullable(idle.poll());
    }

    /** Gives a step back; it is closed if the processor was stopped meanwhile. */
    synchronized void giveBack(HostedStep step) {
        if (closed) {
            step.close();
        } else {
            idle.push(step);
        }
    }

    /** Closes every step, also those that are given back later. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(HostedStep::close);
        idle.clear();
    }
}
