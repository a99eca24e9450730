package io.btautomations.engine.cli;

import io.btautomations.core.http.OkHttpTransports;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.port.WallClock;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.run.World;
import io.btautomations.engine.store.EngineStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/** The real world. */
final class Worlds {

    static final WallClock CLOCK = Instant::now;

    private Worlds() {}

    static World real(Path state, Journal journal) {
        return new World(
                CLOCK,
                new SecureRandom()::nextBytes,
                Thread::sleep,
                new OkHttpTransports(),
                new StandardObjectStores(),
                EngineStore.scratch(state),
                journal);
    }
}
