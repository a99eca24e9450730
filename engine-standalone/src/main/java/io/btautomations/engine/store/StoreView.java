package io.btautomations.engine.store;

import io.btautomations.core.port.WallClock;
import io.btautomations.engine.store.Command.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into a store that a running engine may own, and leaves word for it. Safe for use by several threads. */
public class StoreView implements AutoCloseable {

    private final Database database;
    private final WallClock clock;

    StoreView(Database database, WallClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A view of the store in a directory.
     *
     * @throws StoreException if there is none
     */
    public static StoreView of(Path directory, WallClock clock) throws StoreException {
        if (!Files.exists(directory.resolve(Database.FILE_NAME))) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "there is no state in '" + directory + "'; name the directory of the engine with --state");
        }
        return new StoreView(Database.open(directory), clock);
    }

    /** Whether an engine runs on the store in a directory. */
    public static boolean isOwned(Path directory) throws StoreException {
        return StoreLock.isHeld(directory);
    }

    /** All automations that ran on the store, by name. */
    public List<AutomationRecord> automations() throws StoreException {
        return database.query(AutomationTable::all);
    }

    /** The latest runs of an automation, newest first. */
    public List<RunRecord> runs(String automation, int most) throws StoreException {
        return database.query(connection -> RunTable.latest(connection, automation, most));
    }

    /** The latest deliveries, newest first. */
    public List<Delivery> deliveries(Optional<String> automation, int most) throws StoreException {
        return database.query(connection -> DeliveryTable.ofAutomation(connection, automation, most));
    }

    /** Number of an automation's deliveries by status. */
    public Map<Delivery.Status, Long> deliveryCounts(String automation) throws StoreException {
        return database.query(connection -> DeliveryTable.counts(connection, automation));
    }

    /** The delivery with this number. */
    public Optional<Delivery> delivery(long number) throws StoreException {
        return database.query(connection -> DeliveryTable.find(connection, number));
    }

    /** The content of a delivery; empty once it is delivered. */
    public byte[] content(long number) throws StoreException {
        return database.query(connection -> DeliveryTable.content(connection, number));
    }

    /** Has a delivery that was given up tried again; whether it was one. */
    public boolean replay(long number) throws StoreException {
        return database.transaction(connection -> DeliveryTable.replay(connection, number, clock.now()));
    }

    /** Bytes that the store takes on disk. */
    public long size() throws StoreException {
        return database.size();
    }

    /** Leaves word for the engine; the number is for {@link #command}. */
    public long request(String automation, Verb verb, String argument) throws StoreException {
        return database.transaction(
                connection -> CommandTable.request(connection, automation, verb, argument, clock.now()));
    }

    /** What became of a command. */
    public Optional<Command> command(long number) throws StoreException {
        return database.query(connection -> CommandTable.find(connection, number));
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }
}
