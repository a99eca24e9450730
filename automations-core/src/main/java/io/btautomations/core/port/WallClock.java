package io.btautomations.core.port;

import java.time.Instant;

/** The time of day. May step backwards, as real clocks do. Safe for use by several threads. */
@FunctionalInterface
public interface WallClock {

    Instant now();
}
