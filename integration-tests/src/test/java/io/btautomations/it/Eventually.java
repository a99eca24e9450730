package io.btautomations.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for other processes, up to a deadline. */
public final class Eventually {

    private static final long POLL_MILLIS = 200;

    private Eventually() {}

    /**
     * The value, as soon as there is one.
     *
     * @param what names it in the error that ends the wait
     */
    public static <T> T get(String what, Duration limit, Supplier<Optional<T>> value) {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<T> found = value.get();
        while (found.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " within " + limit.toSeconds() + " s");
            }
            pause();
            found = value.get();
        }
        return found.get();
    }

    /** Returns as soon as the condition holds. */
    public static void holds(String what, Duration limit, Supplier<Boolean> condition) {
        get(what, limit, () -> condition.get() ? Optional.of(true) : Optional.empty());
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
