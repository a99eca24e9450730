package io.btautomations.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Run history. */
final class RunTable {

    /** How many runs of an automation are remembered. */
    private static final int REMEMBERED = 1_000;

    private RunTable() {}

    static void record(Connection connection, RunRecord run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO run (automation, cause, started, ended, outcome, window_start, window_end, lag_seconds,"
                        + " counters, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, run.automation());
            insert.setString(2, run.cause());
            insert.setString(3, Texts.time(run.started()));
            insert.setString(4, Texts.time(run.ended()));
            insert.setString(5, run.failed() ? "failed" : "done");
            insert.setString(6, run.windowStart().orElse(null));
            insert.setString(7, run.windowEnd().orElse(null));
            if (run.lagSeconds().isPresent()) {
                insert.setDouble(8, run.lagSeconds().get());
            } else {
                insert.setNull(8, Types.REAL);
            }
            insert.setString(9, Texts.map(run.counters()));
            insert.setString(10, run.error().orElse(null));
            insert.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM run WHERE automation = ? AND number <= (SELECT number FROM run WHERE automation = ?"
                        + " ORDER BY number DESC LIMIT 1 OFFSET " + REMEMBERED + ")")) {
            delete.setString(1, run.automation());
            delete.setString(2, run.automation());
            delete.executeUpdate();
        }
    }

    static List<RunRecord> latest(Connection connection, String automation, int most)
            throws SQLException, StoreException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT automation, cause, started, ended, outcome, window_start, window_end, lag_seconds, counters,"
                        + " error FROM run WHERE automation = ? ORDER BY number DESC LIMIT ?")) {
            select.setString(1, automation);
            select.setInt(2, most);
            List<RunRecord> runs = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    double lag = row.getDouble(8);
                    Optional<Double> lagSeconds = row.wasNull() ? Optional.empty() : Optional.of(lag);
                    runs.add(new RunRecord(
                            row.getString(1),
                            row.getString(2),
                            Texts.time(row.getString(3)),
                            Texts.time(row.getString(4)),
                            row.getString(5).equals("failed"),
                            Optional.ofNullable(row.getString(6)),
                            Optional.ofNullable(row.getString(7)),
                            lagSeconds,
                            Texts.counts(row.getString(9)),
                            Optional.ofNullable(row.getString(10))));
                }
            }
            return runs;
        }
    }
}
