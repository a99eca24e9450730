package io.btautomations.engine.store;

import java.util.Map;

/**
 * The state of a component as the store has it.
 *
 * @param component identifies the component
 * @param version grows with every change; 0 for a component that never had a state
 * @param entries what the component keeps
 */
public record StoredState(String component, long version, Map<String, String> entries) {
    public StoredState {
        entries = Map.copyOf(entries);
    }
}
