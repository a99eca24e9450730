package io.btautomations.engine.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the end of the process, asked for by a signal, into an orderly one: the process ends with exit code 0 once this
 * is closed.
 */
final class Shutdown implements AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private Shutdown(Console console) {
        this.hook = new Thread(() -> end(console), "shutdown");
    }

    static Shutdown install(Console console) {
        Shutdown shutdown = new Shutdown(console);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /** Waits until a signal asks the process to end. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Waits that long for a signal; whether one asked the process to end. */
    boolean await(Duration most) throws InterruptedException {
        return asked.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        if (asked.getCount() > 0) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The end has begun in this moment: the hook runs and finds this closed.
            asked.countDown();
        }
    }

    private void end(Console console) {
        asked.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        console.out().flush();
        console.err().flush();
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
