package io.btautomations.nifi;

import io.btautomations.core.port.StateStore;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.components.state.StateManager;
import org.apache.nifi.components.state.StateMap;

/** A component's state of cluster scope, changed by compare-and-swap and never through a session (ADR 0002). */
final class ComponentState implements StateStore {

    private final StateManager manager;

    ComponentState(StateManager manager) {
        this.manager = manager;
    }

    /** A store that shows the same state, as far as NiFi lets a verification see it, and refuses to change it. */
    StateStore readOnly() {
        return new StateStore() {
            @Override
            public Optional<String> hidden() {
                try {
                    return manager.getState(Scope.CLUSTER) == null
                            ? Optional.of("NiFi shows no state to a verification: look at View State")
                            : Optional.empty();
                } catch (IOException e) {
                    return Optional.of("The state cannot be read: " + e.getMessage());
                }
            }

            @Override
            public State read() throws IOException {
                return ComponentState.this.read();
            }

            @Override
            public boolean replace(State expected, Map<String, String> next) throws IOException {
                throw new IOException("A test does not change the state of the processor");
            }
        };
    }

    @Override
    public State read() throws IOException {
        return new Snapshot(manager.getState(Scope.CLUSTER));
    }

    @Override
    public boolean replace(State expected, Map<String, String> next) throws IOException {
        return manager.replace(((Snapshot) expected).map(), next, Scope.CLUSTER);
    }

    /** NiFi compares by the very map that it handed out, so that is what is kept. */
    private record Snapshot(StateMap map) implements State {

        @Override
        public Map<String, String> entries() {
            return map.toMap();
        }
    }
}
