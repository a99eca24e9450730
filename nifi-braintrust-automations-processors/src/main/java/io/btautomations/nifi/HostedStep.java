package io.btautomations.nifi;

import io.btautomations.core.step.Step;

/** An open step and where its events go. Used by one thread at a time. */
record HostedStep(Step step, ComponentEvents events) implements AutoCloseable {

    @Override
    public void close() {
        step.close();
    }
}
