package io.btautomations.nifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.btautomations.core.port.StateStore;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.components.state.StateManager;
import org.apache.nifi.components.state.StateMap;
import org.apache.nifi.state.MockStateManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComponentStateTest {

    private final MockStateManager manager = new MockStateManager(new ScheduledBtqlQuery());

    @Test
    void whatIsReadOnlyShowsTheStateAndKeepsIt() throws IOException {
        manager.setState(Map.of("a", "1"), Scope.CLUSTER);
        StateStore state = new ComponentState(manager).readOnly();

        assertEquals(Optional.empty(), state.hidden());
        assertEquals(Map.of("a", "1"), state.read().entries());
        StateStore.State read = state.read();
        assertThrows(IOException.class, () -> state.replace(read, Map.of()));
        assertEquals(Map.of("a", "1"), manager.getState(Scope.CLUSTER).toMap());
    }

    @Test
    void aStateThatNiFiDoesNotShowIsSaidToBeHidden() {
        StateManager blind = new MockStateManager(new ScheduledBtqlQuery()) {
            @Override
            public @Nullable StateMap getState(Scope scope) {
                return null;
            }
        };

        assertEquals(
                Optional.of("NiFi shows no state to a verification: look at View State"),
                new ComponentState(blind).readOnly().hidden());
    }
}
