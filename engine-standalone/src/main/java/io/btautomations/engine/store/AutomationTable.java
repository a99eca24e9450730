package io.btautomations.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The automations that ran on this store. */
final class AutomationTable {

    private AutomationTable() {}

    /** Notes the automation; whether it is paused stays as it was. */
    static void register(Connection connection, AutomationRecord automation) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "INSERT INTO automation (name, id, file, source, schedule, next_due) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET id = excluded.id, file = excluded.file,"
                        + " source = excluded.source, schedule = excluded.schedule, next_due = excluded.next_due")) {
            upsert.setString(1, automation.name());
            upsert.setString(2, automation.id());
            upsert.setString(3, automation.file());
            upsert.setString(4, automation.source());
            upsert.setString(5, automation.schedule());
            upsert.setString(6, Texts.time(automation.nextDue()));
            upsert.executeUpdate();
        }
    }

    static void setPaused(Connection connection, String name, boolean paused) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE automation SET paused = ? WHERE name = ?")) {
            update.setBoolean(1, paused);
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    static void setProgress(
            Connection connection,
            String name,
            @Nullable String nextDue,
            @Nullable String levelAt,
            int failures,
            Optional<String> error)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE automation SET next_due = ?, level_at = coalesce(?, level_at),"
                        + " failures = ?, error = ? WHERE name = ?")) {
            update.setString(1, nextDue);
            update.setString(2, levelAt);
            update.setInt(3, failures);
            update.setString(4, error.orElse(null));
            update.setString(5, name);
            update.executeUpdate();
        }
    }

    static List<AutomationRecord> all(Connection connection) throws SQLException {
        List<AutomationRecord> automations = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT name, id, file, source, schedule, paused, next_due,"
                        + " level_at, failures, error FROM automation ORDER BY name")) {
            while (row.next()) {
                automations.add(new AutomationRecord(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        Texts.optionalTime(row.getString(7)),
                        Texts.optionalTime(row.getString(8)),
                        row.getInt(9),
                        Optional.ofNullable(row.getString(10))));
            }
        }
        return automations;
    }
}
