package io.btautomations.engine.serve.log;

import io.btautomations.core.port.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is set. */
public final class TestClock implements WallClock {

    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public Instant now() {
        return now.get();
    }

    public void add(Duration duration) {
        now.updateAndGet(time -> time.plus(duration));
    }
}
