package io.btautomations.core.export;

import io.btautomations.core.port.StateStore;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What this component is bound to, in its state: the bucket cannot tell of a path that was changed to another bucket.
 * Holds the newest generation of each automation.
 */
final class BoundState {

    private static final String VERSION_KEY = "v";
    private static final String VERSION = "1";
    private static final String PREFIX = "bound.";
    private static final int MOST_AUTOMATIONS = 50;

    private final StateStore state;

    BoundState(StateStore state) {
        this.state = state;
    }

    /**
     * Checks that the generation is not bound otherwise.
     *
     * @throws BindingException if it is
     */
    void check(ExportLayout layout, Binding wanted) throws IOException, BindingException {
        check(state.read().entries(), layout, wanted);
    }

    /** Remembers the binding, if it is of a new generation. */
    void remember(ExportLayout layout, Binding wanted) throws IOException, BindingException {
        while (true) {
            StateStore.State current = state.read();
            String prefix = PREFIX + ExportLayout.part(layout.automation());
            if (check(current.entries(), layout, wanted)) {
                return;
            }
            Map<String, String> next = new TreeMap<>(current.entries());
            next.keySet().removeIf(key -> key.startsWith(prefix + "."));
            if (next.size() / 4 >= MOST_AUTOMATIONS) {
                return;
            }
            next.put(VERSION_KEY, VERSION);
            next.put(prefix + ".generation", layout.generation());
            next.put(prefix + ".path", wanted.path());
            next.put(prefix + ".format", wanted.format());
            next.put(prefix + ".partitioning", wanted.partitioning());
            if (state.replace(current, next)) {
                return;
            }
        }
    }

    /** Whether the generation is the remembered one. */
    private static boolean check(Map<String, String> entries, ExportLayout layout, Binding wanted)
            throws BindingException {
        String prefix = PREFIX + ExportLayout.part(layout.automation());
        if (!layout.generation().equals(entries.get(prefix + ".generation"))) {
            return false;
        }
        Binding bound = new Binding(
                entries.getOrDefault(prefix + ".path", ""),
                entries.getOrDefault(prefix + ".format", ""),
                entries.getOrDefault(prefix + ".partitioning", ""));
        Optional<String> difference = bound.difference(wanted, "what was exported before");
        if (difference.isPresent()) {
            throw new BindingException(difference.get());
        }
        return true;
    }
}
