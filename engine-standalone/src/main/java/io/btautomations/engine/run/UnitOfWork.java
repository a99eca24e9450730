package io.btautomations.engine.run;

import io.btautomations.core.port.StateStore;
import io.btautomations.core.step.StepException;
import io.btautomations.engine.store.Change;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoredState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What one run changes: states, deliveries, history. All of it becomes durable in one transaction, or none of it. Used
 * by one thread.
 */
final class UnitOfWork implements AutoCloseable {

    private static final long MEMORY = 64L << 20;

    /** A state within the unit of work: as it was read from the store, and how often it was replaced since. */
    private record Snapshot(StoredState stored, int revision, Map<String, String> entries)
            implements StateStore.State {}

    private final String key;
    private final EngineStore store;
    private final Path scratch;
    private final Map<String, Snapshot> states = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Long> enqueued = new LinkedHashMap<>();
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final RunSight sight = new RunSight();
    private final List<Path> files = new ArrayList<>();
    private long memoryUsed;
    private int items;

    /**
     * @param key the same if the work is done again after it was rolled back, and for no other work
     * @param store where changes go
     * @param scratch for contents that are too big for memory
     */
    UnitOfWork(String key, EngineStore store, Path scratch) {
        this.key = key;
        this.store = store;
        this.scratch = scratch;
    }

    /** An id for the next item: the same when the work is done again. */
    String newItemId() {
        String name = key + "/" + items++;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    StateStore.State readState(String component) throws IOException {
        Snapshot known = states.get(component);
        return known != null ? known : stored(component);
    }

    /** Replaces the state for the rest of the work; durable with the work. */
    boolean replaceState(String component, StateStore.State expected, Map<String, String> next) throws IOException {
        Snapshot current = (Snapshot) readState(component);
        if (!(expected instanceof Snapshot known) || !isSame(known, current)) {
            return false;
        }
        states.put(component, new Snapshot(current.stored(), current.revision() + 1, Map.copyOf(next)));
        return true;
    }

    /** Replaces the state in the store at once, whatever becomes of the work. */
    static boolean replaceNow(EngineStore store, StateStore.State expected, Map<String, String> next)
            throws IOException {
        try {
            return expected instanceof Snapshot known && known.revision() == 0 && store.replace(known.stored(), next);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The state as the store has it. */
    static StateStore.State storedState(EngineStore store, String component) throws IOException {
        try {
            StoredState stored = store.state(component);
            return new Snapshot(stored, 0, stored.entries());
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Snapshot stored(String component) throws IOException {
        return (Snapshot) storedState(store, component);
    }

    private static boolean isSame(Snapshot left, Snapshot right) {
        return left.stored().version() == right.stored().version() && left.revision() == right.revision();
    }

    void add(Change change) {
        if (change instanceof Change.Enqueue enqueue) {
            enqueued.merge(enqueue.item().component(), 1L, Long::sum);
        }
        changes.add(change);
    }

    /** Number of items that this work hands to the component. */
    long enqueued(String component) {
        return enqueued.getOrDefault(component, 0L);
    }

    void count(String counter, long delta) {
        counters.merge(counter, delta, Long::sum);
    }

    void level(String counter, long value) {
        counters.put(counter, value);
    }

    Map<String, Long> counters() {
        return counters;
    }

    /** What is seen of the source's items. */
    RunSight sight() {
        return sight;
    }

    /** Whether committing would change anything. */
    boolean isEmpty() {
        return changes.isEmpty() && states.isEmpty();
    }

    /** Makes everything durable. */
    void commit(Optional<Change.Record> record) throws StepException {
        List<Change> all = new ArrayList<>();
        states.values().forEach(state -> all.add(new Change.ReplaceState(state.stored(), state.entries())));
        all.addAll(changes);
        record.ifPresent(all::add);
        if (all.isEmpty()) {
            return;
        }
        try {
            if (!store.commit(all)) {
                throw new StepException("the state was changed by someone else meanwhile; the run is done again");
            }
        } catch (StoreException e) {
            throw new StepException(String.valueOf(e.getMessage()), e);
        }
    }

    boolean hasMemoryFor(long bytes) {
        return memoryUsed + bytes <= MEMORY;
    }

    void useMemory(long bytes) {
        memoryUsed += bytes;
    }

    Path newFile() throws IOException {
        Files.createDirectories(scratch);
        Path file = Files.createTempFile(scratch, "content", ".tmp");
        files.add(file);
        return file;
    }

    /** Frees what the work used. */
    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
