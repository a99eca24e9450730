package io.btautomations.core.port;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The small durable state of one component (well below 1 MB), changed by compare-and-swap only, so that of several
 * writers just one wins. Safe for use by several threads and, in a cluster, by several nodes.
 */
public interface StateStore {

    /** Why the state cannot be looked at here, though there may be one; empty where it can, which is the rule. */
    default Optional<String> hidden() {
        return Optional.empty();
    }

    /**
     * The state as it stands.
     *
     * @throws IOException if the store cannot be reached
     */
    State read() throws IOException;

    /**
     * Puts {@code next} in the place of {@code expected}.
     *
     * @return whether it did; false if the state is no longer {@code expected}
     * @throws IOException if it is unknown whether it did: read again and look
     */
    boolean replace(State expected, Map<String, String> next) throws IOException;

    /** A state as it was read. */
    interface State {

        /** The entries; empty for a component without state. */
        Map<String, String> entries();
    }
}
