package io.btautomations.engine.run;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.Waiting;
import io.btautomations.core.port.WallClock;
import java.nio.file.Path;

/**
 * What the engine's steps need of the world.
 *
 * @param clock the time of day
 * @param randomness for identifiers and jitter
 * @param waiting how time passes
 * @param http ways to talk HTTP
 * @param objects stores of objects
 * @param scratch a directory for contents that are too big for memory; what is in it does not outlive a run
 * @param journal where steps report to
 */
public record World(
        WallClock clock,
        Randomness randomness,
        Waiting waiting,
        HttpTransports http,
        ObjectStores objects,
        Path scratch,
        Journal journal) {}
