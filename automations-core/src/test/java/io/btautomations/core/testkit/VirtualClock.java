package io.btautomations.core.testkit;

import io.btautomations.core.port.WallClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until a test moves it. */
public final class VirtualClock implements WallClock {

    /** Where clocks of tests begin. */
    public static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

    private volatile Instant now = START;

    @Override
    public Instant now() {
        return now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    /** Moves the clock; backwards if {@code step} is negative. */
    public void advance(Duration step) {
        now = now.plus(step);
    }
}
