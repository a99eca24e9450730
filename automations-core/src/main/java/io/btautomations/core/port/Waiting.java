package io.btautomations.core.port;

import java.time.Duration;

/** Lets time pass. Safe for use by several threads. */
@FunctionalInterface
public interface Waiting {

    /** The thread sleeps. */
    Waiting ASLEEP = duration -> {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    };

    /** Returns after this time, or earlier if the thread is interrupted. */
    void pass(Duration duration);
}
