package io.btautomations.core.webhook;

import io.btautomations.core.port.StateStore;
import io.btautomations.core.port.StateStore.State;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * That an endpoint is no more, until the step's configuration changes or its state is cleared. Shared by all nodes that
 * run the step.
 */
final class Disablement {

    private static final int MOST_RACES = 10;

    private final StateStore store;
    private final String configuration;

    /** @param configuration identifies what the step is set to, without telling it */
    Disablement(StateStore store, String configuration) {
        this.store = store;
        this.configuration = configuration;
    }

    /** Why deliveries stopped, if they did. */
    Optional<String> reason() throws StepException {
        try {
            return reason(store.read());
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    /** Stops deliveries. */
    void stop(String reason, Instant now) throws StepException {
        try {
            for (int i = 0; i < MOST_RACES; i++) {
                State state = store.read();
                if (reason(state).isPresent() || store.replace(state, entries(reason, now))) {
                    return;
                }
            }
        } catch (IOException e) {
            throw failure("stored", e);
        }
        throw new StepException("Other nodes changed the state of the webhook " + MOST_RACES
                + " times in a row; the delivery is tried again");
    }

    private Map<String, String> entries(String reason, Instant now) {
        return Map.of(
                "v",
                "1",
                "stopped.configuration",
                configuration,
                "stopped.reason",
                reason,
                "stopped.since",
                Attributes.time(now));
    }

    private Optional<String> reason(State state) {
        Map<String, String> entries = state.entries();
        if (!configuration.equals(entries.get("stopped.configuration"))) {
            return Optional.empty();
        }
        return Optional.of("deliveries stopped at " + entries.get("stopped.since") + " because "
                + entries.get("stopped.reason")
                + "; correct the settings, or clear the state of this component to try again");
    }

    private static StepException failure(String what, IOException e) {
        return new StepException("The state of the webhook cannot be " + what + ": " + e.getMessage(), e);
    }
}
