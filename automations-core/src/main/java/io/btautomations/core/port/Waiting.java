package io.btautomations.core.port;

import java.time.Duration;

/** Lets time pass. Safe for use by several threads. */
@FunctionalInterface
public interface Waiting {

    /**
     * Returns after this time.
     *
     * @throws InterruptedException if the thread was interrupted meanwhile
     */
    void pass(Duration duration) throws InterruptedException;
}
