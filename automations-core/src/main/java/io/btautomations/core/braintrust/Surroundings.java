package io.btautomations.core.braintrust;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.WallClock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a client of the API needs of its host.
 *
 * @param http ways to talk HTTP; the API may stand in a private network, so addresses are not guarded
 * @param pause how a waiting client lets time pass
 * @param warnings takes what the endpoint warns of, one sentence each
 */
public record Surroundings(
        HttpTransports http, WallClock clock, Randomness randomness, Pause pause, Consumer<String> warnings) {

    /** Lets time pass for someone who may be stopped meanwhile. Safe for use by several threads. */
    @FunctionalInterface
    public interface Pause {

        /**
         * Waits, or returns earlier if there is no use in going on.
         *
         * @return whether to go on
         */
        boolean pass(Duration duration);
    }
}
