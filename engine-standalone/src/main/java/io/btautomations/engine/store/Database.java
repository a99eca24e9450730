package io.btautomations.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The SQLite file: one connection, one transaction at a time, every commit on disk before it counts. */
final class Database implements AutoCloseable {

    static final String FILE_NAME = "engine.db";

    /** Each entry brings the schema from the version that is its index to the next one. */
    private static final List<List<String>> MIGRATIONS = List.of(
            List.of(
                    """
            CREATE TABLE state (
              component TEXT PRIMARY KEY,
              version INTEGER NOT NULL,
              entries TEXT NOT NULL,
              changed TEXT NOT NULL
            ) WITHOUT ROWID""",
                    """
            CREATE TABLE delivery (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              component TEXT NOT NULL,
              item TEXT NOT NULL,
              automation TEXT NOT NULL,
              status TEXT NOT NULL,
              attributes TEXT NOT NULL,
              content BLOB NOT NULL,
              queued TEXT NOT NULL,
              due TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              ended TEXT,
              reason TEXT,
              UNIQUE (component, item)
            )""",
                    "CREATE INDEX delivery_due ON delivery (component, due) WHERE status = 'waiting'",
                    """
            CREATE TABLE run (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              automation TEXT NOT NULL,
              cause TEXT NOT NULL,
              started TEXT NOT NULL,
              ended TEXT NOT NULL,
              outcome TEXT NOT NULL,
              window_start TEXT,
              window_end TEXT,
              lag_seconds REAL,
              counters TEXT NOT NULL,
              error TEXT
            )""",
                    "CREATE INDEX run_automation ON run (automation, number)",
                    """
            CREATE TABLE automation (
              name TEXT PRIMARY KEY,
              id TEXT NOT NULL,
              file TEXT NOT NULL,
              source TEXT NOT NULL,
              schedule TEXT NOT NULL,
              paused INTEGER NOT NULL DEFAULT 0,
              next_due TEXT,
              failures INTEGER NOT NULL DEFAULT 0,
              error TEXT
            )""",
                    """
            CREATE TABLE command (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              automation TEXT NOT NULL,
              verb TEXT NOT NULL,
              argument TEXT NOT NULL,
              requested TEXT NOT NULL,
              done TEXT,
              outcome TEXT
            )"""),
            List.of(
                    "ALTER TABLE automation ADD COLUMN level_at TEXT",
                    "CREATE INDEX delivery_automation ON delivery (automation, status)"));

    /** Work with the connection. */
    @FunctionalInterface
    interface Work<T> {
        T apply(Connection connection) throws SQLException, StoreException;
    }

    private final Path file;
    private final Connection connection;
    private final ReentrantLock turn = new ReentrantLock();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** The file in a directory that exists, made if there is none and brought to today's schema. */
    static Database open(Path directory) throws StoreException {
        Path file = directory.resolve(FILE_NAME);
        Database database = connect(file);
        try {
            database.transaction(Database::migrate);
            return database;
        } catch (StoreException e) {
            database.closeAfter(e);
            throw e;
        }
    }

    private static Database connect(Path file) throws StoreException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        try {
            return new Database(file, config.createConnection("jdbc:sqlite:" + file));
        } catch (SQLException e) {
            throw explain(file, e);
        }
    }

    /** Does the work in one transaction: all of it is on disk when this returns, or none of it if it throws. */
    <T> T transaction(Work<T> work) throws StoreException {
        turn.lock();
        try {
            execute("BEGIN IMMEDIATE");
            return committed(work);
        } catch (SQLException e) {
            throw explain(file, e);
        } finally {
            turn.unlock();
        }
    }

    private <T> T committed(Work<T> work) throws SQLException, StoreException {
        try {
            T result = work.apply(connection);
            execute("COMMIT");
            return result;
        } catch (SQLException | StoreException | RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    /**
     * Of some failures, such as a full disk, SQLite has undone the transaction by itself; then there is none to undo.
     */
    private void undo(Exception reason) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Reads. */
    <T> T query(Work<T> work) throws StoreException {
        turn.lock();
        try {
            return work.apply(connection);
        } catch (SQLException e) {
            throw explain(file, e);
        } finally {
            turn.unlock();
        }
    }

    /** Bytes of the file and of what was not merged into it yet. */
    long size() throws StoreException {
        try {
            Path log = file.resolveSibling(FILE_NAME + "-wal");
            return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "cannot look at the state file '" + file + "'", e);
        }
    }

    @Override
    public void close() throws StoreException {
        turn.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw explain(file, e);
        } finally {
            turn.unlock();
        }
    }

    private void closeAfter(StoreException reason) {
        try {
            close();
        } catch (StoreException e) {
            reason.addSuppressed(e);
        }
    }

    private static boolean migrate(Connection connection) throws SQLException, StoreException {
        try (Statement statement = connection.createStatement()) {
            int version = number(statement, "PRAGMA user_version");
            if (version > MIGRATIONS.size()) {
                throw new StoreException(
                        StoreException.Kind.DAMAGED,
                        "the state was written by a later release of this engine (its schema is " + version
                                + ", this release knows " + MIGRATIONS.size() + "); use that release");
            }
            for (String sql : MIGRATIONS.subList(version, MIGRATIONS.size()).stream()
                    .flatMap(List::stream)
                    .toList()) {
                statement.execute(sql);
            }
            if (version < MIGRATIONS.size()) {
                statement.execute("PRAGMA user_version = " + MIGRATIONS.size());
            }
            try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
                String verdict = check.next() ? check.getString(1) : "no answer";
                if (!verdict.equals("ok")) {
                    throw new SQLException(verdict, "", SQLiteErrorCode.SQLITE_CORRUPT.code);
                }
            }
        }
        return true;
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static StoreException explain(Path file, SQLException e) {
        int code = e instanceof SQLiteException known ? known.getResultCode().code & 0xff : e.getErrorCode() & 0xff;
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new StoreException(
                    StoreException.Kind.DAMAGED,
                    "the state file '" + file + "' is damaged; restore it from a backup, or move it away to start anew",
                    e);
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "the disk that holds the state file '" + file + "' is full; nothing was lost, free some room",
                    e);
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code) {
            return new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "the state file '" + file + "' is held by another program; end its transaction",
                    e);
        }
        return new StoreException(
                StoreException.Kind.UNAVAILABLE, "cannot use the state file '" + file + "': " + e.getMessage(), e);
    }

    /** Makes the directory, for nobody but its owner where the file system can tell users apart. */
    static void prepare(Path directory) throws StoreException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "cannot make the state directory '" + directory + "'", e);
        }
        if (!Files.isWritable(directory)) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "the state directory '" + directory + "' cannot be written");
        }
    }
}
