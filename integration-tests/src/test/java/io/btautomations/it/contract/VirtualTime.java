package io.btautomations.it.contract;

import io.btautomations.core.port.Randomness;
import java.time.Instant;
import java.util.Arrays;

/** The clock and the dice of the hosts whose time a test moves. */
final class VirtualTime {

    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    /** Always the same. */
    static final Randomness RANDOMNESS = bytes -> Arrays.fill(bytes, (byte) 64);

    private VirtualTime() {}
}
