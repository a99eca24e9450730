package io.btautomations.core.port;

import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.net.URI;

/** Opens object stores by the scheme of their location. */
@FunctionalInterface
public interface ObjectStores {

    /**
     * The store that holds everything below {@code root}; the caller closes it. Opening does not talk to the store.
     *
     * @param root {@code s3://bucket/prefix} or {@code file:///directory}
     * @param settings credentials, region and the like, as set on the step
     * @throws IOException if the location or the settings make no sense
     */
    ObjectStore open(URI root, Settings settings) throws IOException;

    /** Stores that are reached by way of {@code network}, if they are reached by a network at all. */
    default ObjectStores through(Network network) {
        return this;
    }
}
