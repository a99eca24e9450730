package io.btautomations.core.testkit;

import io.btautomations.core.port.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** State in memory with compare-and-swap by version, as a cluster's store has it. Outlives the steps of a harness. */
public final class MemoryStateStore implements StateStore {

    private final Failpoints failpoints;
    private final List<Map<String, String>> history = new ArrayList<>();
    private Version current = new Version(0, Map.of());

    public MemoryStateStore(Failpoints failpoints) {
        this.failpoints = failpoints;
    }

    @Override
    public State read() throws IOException {
        failpoints.io("state.read");
        return peek();
    }

    @Override
    public boolean replace(State expected, Map<String, String> next) throws IOException {
        failpoints.io("state.replace, not done");
        boolean done = swap(expected, next);
        failpoints.io("state.replace, " + (done ? "done" : "refused"));
        return done;
    }

    /** The entries, without a failpoint; sorted by name. */
    public synchronized Map<String, String> entries() {
        return new TreeMap<>(current.entries());
    }

    /** Every state that was put in place, oldest first. */
    public synchronized List<Map<String, String>> history() {
        return List.copyOf(history);
    }

    /** What another node, or a user who clears the state, does behind the step's back. */
    public synchronized void overwrite(Map<String, String> entries) {
        current = new Version(current.number() + 1, Map.copyOf(entries));
        history.add(current.entries());
    }

    private synchronized Version peek() {
        return current;
    }

    private synchronized boolean swap(State expected, Map<String, String> next) {
        if (!(expected instanceof Version version)) {
            throw new AssertionError("a state that this store did not give: " + expected);
        }
        if (version.number() != current.number()) {
            return false;
        }
        overwrite(next);
        return true;
    }

    private record Version(long number, Map<String, String> entries) implements State {}
}
