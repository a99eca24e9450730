package io.btautomations.engine.run;

import io.btautomations.core.port.StateStore;
import io.btautomations.engine.store.EngineStore;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a component: within a unit of work its changes become durable with the work, otherwise at once. The lock
 * of the component's host guards it.
 */
final class HostedState implements StateStore {

    private final String component;
    private final EngineStore store;
    private Optional<UnitOfWork> work = Optional.empty();

    HostedState(String component, EngineStore store) {
        this.component = component;
        this.store = store;
    }

    void enter(UnitOfWork current) {
        work = Optional.of(current);
    }

    void leave() {
        work = Optional.empty();
    }

    @Override
    public State read() throws IOException {
        return work.isPresent() ? work.get().readState(component) : UnitOfWork.storedState(store, component);
    }

    @Override
    public boolean replace(State expected, Map<String, String> next) throws IOException {
        return work.isPresent()
                ? work.get().replaceState(component, expected, next)
                : UnitOfWork.replaceNow(store, expected, next);
    }
}
