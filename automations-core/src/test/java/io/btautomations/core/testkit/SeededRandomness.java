package io.btautomations.core.testkit;

import io.btautomations.core.port.Randomness;
import java.util.Random;

/** Randomness that is the same for the same seed. */
public final class SeededRandomness implements Randomness {

    private final Random random;

    public SeededRandomness(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
