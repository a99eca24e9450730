package io.btautomations.engine.store;

import io.btautomations.core.port.WallClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The store as the one engine has it that owns it. Safe for use by several threads. */
public final class EngineStore extends StoreView {

    private final StoreLock lock;
    private final Database database;
    private final WallClock clock;
    private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();

    private EngineStore(StoreLock lock, Database database, WallClock clock) {
        super(database, clock);
        this.lock = lock;
        this.database = database;
        this.clock = clock;
    }

    /**
     * The store in a directory, made if there is none.
     *
     * @throws StoreException if another process has it, or if it cannot be used
     */
    public static EngineStore open(Path directory, WallClock clock) throws StoreException {
        Database.prepare(directory);
        StoreLock lock = StoreLock.acquire(directory);
        try {
            Scratch.empty(directory);
            return new EngineStore(lock, Database.open(directory), clock);
        } catch (StoreException e) {
            release(lock, e);
            throw e;
        }
    }

    /** Where in a state directory the process that has it may keep files; they are gone when the next one opens it. */
    public static Path scratch(Path directory) {
        return Scratch.in(directory);
    }

    /** The state of a component. */
    public StoredState state(String component) throws StoreException {
        return database.query(connection -> StateTable.read(connection, component));
    }

    /** Puts one state in the place of another, at once; whether that one was still there. */
    public boolean replace(StoredState expected, Map<String, String> next) throws StoreException {
        return database.transaction(connection -> StateTable.replace(connection, expected, next, clock.now()));
    }

    /**
     * Makes all changes durable together.
     *
     * @return false, with nothing changed, if a state was no longer the expected one
     */
    public boolean commit(List<Change> changes) throws StoreException {
        try {
            database.transaction(connection -> {
                Instant now = clock.now();
                for (Change change : changes) {
                    switch (change) {
                        case Change.ReplaceState state -> {
                            if (!StateTable.replace(connection, state.expected(), state.next(), now)) {
                                throw new Conflict();
                            }
                        }
                        case Change.Park item -> DeliveryTable.park(connection, item, now);
                        case Change.Enqueue item -> DeliveryTable.enqueue(connection, item, now);
                        case Change.Postpone delivery -> DeliveryTable.postpone(connection, delivery);
                        case Change.End delivery -> DeliveryTable.end(connection, delivery, now);
                        case Change.Record record -> RunTable.record(connection, record.run());
                    }
                }
                return true;
            });
        } catch (Conflict e) {
            return false;
        }
        listeners.forEach(listener -> listener.accept(changes));
        return true;
    }

    /** Has {@code listener} told of all changes from now on once they are durable, by the thread that made them. */
    public void listen(Consumer<List<Change>> listener) {
        listeners.add(listener);
    }

    /** Deliveries of a component that are due, oldest first. */
    public List<Delivery> due(String component, Instant now, int most) throws StoreException {
        return database.query(connection -> DeliveryTable.due(connection, component, now, most));
    }

    /** What a component still owes. */
    public Backlog backlog(String component) throws StoreException {
        return database.query(connection -> DeliveryTable.backlog(connection, component));
    }

    /** Notes an automation that this engine runs; whether it is paused stays as it was. */
    public void register(AutomationRecord automation) throws StoreException {
        database.transaction(connection -> {
            AutomationTable.register(connection, automation);
            return true;
        });
    }

    /** Pauses or resumes an automation. */
    public void setPaused(String automation, boolean paused) throws StoreException {
        database.transaction(connection -> {
            AutomationTable.setPaused(connection, automation, paused);
            return true;
        });
    }

    /** Notes where an automation stands; without {@code levelAt} what was noted of it stays. */
    public void setProgress(
            String automation,
            Optional<Instant> nextDue,
            Optional<Instant> levelAt,
            int failures,
            Optional<String> error)
            throws StoreException {
        database.transaction(connection -> {
            AutomationTable.setProgress(
                    connection, automation, Texts.time(nextDue), Texts.time(levelAt), failures, error);
            return true;
        });
    }

    /** Commands that wait, oldest first. */
    public List<Command> commands() throws StoreException {
        return database.query(CommandTable::open);
    }

    /** Notes that a command is done. */
    public void finish(Command command, String outcome) throws StoreException {
        database.transaction(connection -> {
            CommandTable.finish(connection, command.number(), outcome, clock.now());
            return true;
        });
    }

    @Override
    public void close() throws StoreException {
        try {
            super.close();
        } finally {
            try {
                lock.close();
            } catch (IOException e) {
                throw new StoreException(StoreException.Kind.UNAVAILABLE, "cannot release the state directory", e);
            }
        }
    }

    private static void release(StoreLock lock, StoreException reason) {
        try {
            lock.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** A state that is no longer the expected one. */
    private static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
