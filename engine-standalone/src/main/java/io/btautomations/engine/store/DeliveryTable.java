package io.btautomations.engine.store;

import io.btautomations.engine.store.Delivery.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Deliveries owed and deliveries done. */
final class DeliveryTable {

    /** How many finished deliveries of a component are remembered. */
    private static final int REMEMBERED = 1_000;

    private static final String COLUMNS = "SELECT number, component, item, automation, status, attributes, queued, due,"
            + " attempts, ended, reason FROM delivery";

    private DeliveryTable() {}

    static void enqueue(Connection connection, Change.Enqueue change, Instant now) throws SQLException {
        insert(connection, change.item(), Status.WAITING, now, change.due(), Optional.empty());
    }

    static void park(Connection connection, Change.Park change, Instant now) throws SQLException {
        insert(connection, change.item(), Status.DEAD, now, now, Optional.of(change.reason()));
    }

    private static void insert(
            Connection connection,
            Change.Consignment item,
            Status status,
            Instant now,
            Instant due,
            Optional<String> reason)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO delivery (component, item, automation, status, attributes, content, queued, due, attempts,"
                        + " ended, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, item.component());
            insert.setString(2, item.item());
            insert.setString(3, item.automation());
            insert.setString(4, text(status));
            insert.setString(5, Texts.map(item.attributes()));
            insert.setBytes(6, item.content());
            insert.setString(7, Texts.time(now));
            insert.setString(8, Texts.time(due));
            insert.setString(9, status == Status.DEAD ? Texts.time(now) : null);
            insert.setString(10, reason.orElse(null));
            insert.executeUpdate();
        }
    }

    static void postpone(Connection connection, Change.Postpone change) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE delivery SET attributes = ?, due = ?, attempts = attempts + ?, reason = ? WHERE number = ?")) {
            update.setString(1, Texts.map(change.attributes()));
            update.setString(2, Texts.time(change.due()));
            update.setInt(3, change.attempted() ? 1 : 0);
            update.setString(4, change.reason().orElse(null));
            update.setLong(5, change.number());
            update.executeUpdate();
        }
    }

    static void end(Connection connection, Change.End change, Instant now) throws SQLException {
        boolean delivered = change.status() == Status.DELIVERED;
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE delivery SET status = ?, attributes = ?, ended = ?, reason = ?,"
                        + " attempts = attempts + 1, content = CASE WHEN ? THEN x'' ELSE content END"
                        + " WHERE number = ?")) {
            update.setString(1, text(change.status()));
            update.setString(2, Texts.map(change.attributes()));
            update.setString(3, Texts.time(now));
            update.setString(4, change.reason().orElse(null));
            update.setBoolean(5, delivered);
            update.setLong(6, change.number());
            update.executeUpdate();
        }
        if (delivered) {
            forget(connection, change.number());
        }
    }

    private static void forget(Connection connection, long number) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM delivery WHERE status = 'delivered' AND number < ? - ?"
                        + " AND component = (SELECT component FROM delivery WHERE number = ?)")) {
            delete.setLong(1, number);
            delete.setLong(2, REMEMBERED);
            delete.setLong(3, number);
            delete.executeUpdate();
        }
    }

    /** Puts a dead delivery back among the waiting ones; whether it was one. */
    static boolean replay(Connection connection, long number, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE delivery SET status = 'waiting', due = ?, ended = NULL WHERE number = ? AND status = 'dead'")) {
            update.setString(1, Texts.time(now));
            update.setLong(2, number);
            return update.executeUpdate() == 1;
        }
    }

    static List<Delivery> due(Connection connection, String component, Instant now, int most)
            throws SQLException, StoreException {
        try (PreparedStatement select = connection.prepareStatement(
                COLUMNS + " WHERE status = 'waiting' AND component = ? AND due <= ? ORDER BY number LIMIT ?")) {
            select.setString(1, component);
            select.setString(2, Texts.time(now));
            select.setInt(3, most);
            return list(select);
        }
    }

    static List<Delivery> ofAutomation(Connection connection, Optional<String> automation, int most)
            throws SQLException, StoreException {
        String where = automation.isPresent() ? " WHERE automation = ?" : "";
        try (PreparedStatement select =
                connection.prepareStatement(COLUMNS + where + " ORDER BY number DESC LIMIT " + most)) {
            if (automation.isPresent()) {
                select.setString(1, automation.get());
            }
            return list(select);
        }
    }

    static Optional<Delivery> find(Connection connection, long number) throws SQLException, StoreException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " WHERE number = ?")) {
            select.setLong(1, number);
            return list(select).stream().findFirst();
        }
    }

    static byte[] content(Connection connection, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT content FROM delivery WHERE number = ?")) {
            select.setLong(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : new byte[0];
            }
        }
    }

    /** Number of waiting deliveries and the earliest time one is due, by component. */
    static Backlog backlog(Connection connection, String component) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT count(*), min(due) FROM delivery WHERE status = 'waiting' AND component = ?")) {
            select.setString(1, component);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Backlog(row.getLong(1), Texts.optionalTime(row.getString(2)));
            }
        }
    }

    /** Number of deliveries of an automation by status. */
    static Map<Status, Long> counts(Connection connection, String automation) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT status, count(*) FROM delivery WHERE automation = ? GROUP BY status")) {
            select.setString(1, automation);
            Map<Status, Long> counts = new EnumMap<>(Status.class);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(status(row.getString(1)), row.getLong(2));
                }
            }
            return counts;
        }
    }

    private static List<Delivery> list(PreparedStatement select) throws SQLException, StoreException {
        List<Delivery> deliveries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                deliveries.add(new Delivery(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        status(row.getString(5)),
                        Texts.map(row.getString(6)),
                        Texts.time(row.getString(7)),
                        Texts.time(row.getString(8)),
                        row.getInt(9),
                        Texts.optionalTime(row.getString(10)),
                        Optional.ofNullable(row.getString(11))));
            }
        }
        return deliveries;
    }

    private static String text(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Status status(String text) {
        return Status.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
