package io.btautomations.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** Component states. */
final class StateTable {

    private StateTable() {}

    static StoredState read(Connection connection, String component) throws SQLException, StoreException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT version, entries FROM state WHERE component = ?")) {
            select.setString(1, component);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new StoredState(component, row.getLong(1), Texts.map(row.getString(2)))
                        : new StoredState(component, 0, Map.of());
            }
        }
    }

    /** Whether the state was still the expected one. */
    static boolean replace(Connection connection, StoredState expected, Map<String, String> next, Instant now)
            throws SQLException {
        String sql = expected.version() == 0
                ? "INSERT INTO state (entries, changed, component, version) VALUES (?, ?, ?, ? + 1)"
                        + " ON CONFLICT DO NOTHING"
                : "UPDATE state SET entries = ?, changed = ?, version = version + 1"
                        + " WHERE component = ? AND version = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, Texts.map(next));
            update.setString(2, Texts.time(now));
            update.setString(3, expected.component());
            update.setLong(4, expected.version());
            return update.executeUpdate() == 1;
        }
    }
}
