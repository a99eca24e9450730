package io.btautomations.nifi;

import io.btautomations.core.http.OkHttpTransports;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.Waiting;
import io.btautomations.core.port.WallClock;
import java.security.SecureRandom;
import java.time.Instant;

/** What a step of this JVM has of the world, whichever component hosts it. */
record HostPorts(WallClock clock, Randomness randomness, Waiting waiting, HttpTransports http, ObjectStores objects) {

    /** The machine's clock, randomness, network and stores. */
    static HostPorts ofThisMachine() {
        return new HostPorts(
                Instant::now,
                new SecureRandom()::nextBytes,
                Thread::sleep,
                new OkHttpTransports(),
                new StandardObjectStores());
    }
}
