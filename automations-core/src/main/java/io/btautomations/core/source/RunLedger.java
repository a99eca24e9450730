package io.btautomations.core.source;

import io.btautomations.core.port.StateStore;
import io.btautomations.core.source.log.Entries;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The state of a source behind compare-and-swap, so that of several writers only one moves it. */
final class RunLedger {

    /** Well below the megabyte that a cluster's state store takes. */
    private static final int MOST_CHARACTERS = 900_000;

    private final StateStore store;

    RunLedger(StateStore store) {
        this.store = store;
    }

    /** The state as it was read, and what it means; no meaning if there is no state yet. */
    record Page(StateStore.State raw, Optional<SourceState> state) {}

    Page read() throws StepException {
        try {
            StateStore.State raw = store.read();
            return new Page(raw, SourceState.of(raw.entries()));
        } catch (IOException e) {
            throw new StepException("The state cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Puts {@code next} in the place of {@code page}.
     *
     * @return whether it did; false if someone else was faster
     * @throws StepException if it is unknown whether it did: read again and look
     */
    boolean replace(Page page, SourceState next) throws StepException {
        Map<String, String> entries = next.entries();
        int size = Entries.length(entries);
        if (size > MOST_CHARACTERS) {
            throw new StepException("The state would take " + size + " characters, the store takes " + MOST_CHARACTERS
                    + ": let Paths match fewer files, or move finished ones away");
        }
        try {
            return store.replace(page.raw(), entries);
        } catch (IOException e) {
            throw new StepException("The state cannot be written: " + e.getMessage(), e);
        }
    }
}
