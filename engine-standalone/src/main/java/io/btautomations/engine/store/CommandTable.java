package io.btautomations.engine.store;

import io.btautomations.engine.store.Command.Verb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What users asked a running engine for. */
final class CommandTable {

    /** How many commands are remembered once they are done. */
    private static final int REMEMBERED = 1_000;

    private CommandTable() {}

    static long request(Connection connection, String automation, Verb verb, String argument, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO command (automation, verb, argument, requested) VALUES (?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, automation);
            insert.setString(2, verb.toString());
            insert.setString(3, argument);
            insert.setString(4, Texts.time(now));
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        }
    }

    static List<Command> open(Connection connection) throws SQLException {
        List<Command> commands = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT number, automation, verb, argument, outcome FROM command"
                        + " WHERE done IS NULL ORDER BY number")) {
            while (row.next()) {
                commands.add(command(row));
            }
        }
        return commands;
    }

    static Optional<Command> find(Connection connection, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT number, automation, verb, argument, outcome FROM command WHERE number = ?")) {
            select.setLong(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(command(row)) : Optional.empty();
            }
        }
    }

    static void finish(Connection connection, long number, String outcome, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE command SET done = ?, outcome = ? WHERE number = ?")) {
            update.setString(1, Texts.time(now));
            update.setString(2, outcome);
            update.setLong(3, number);
            update.executeUpdate();
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM command WHERE done IS NOT NULL AND number <= ? - ?")) {
            delete.setLong(1, number);
            delete.setLong(2, REMEMBERED);
            delete.executeUpdate();
        }
    }

    private static Command command(ResultSet row) throws SQLException {
        return new Command(
                row.getLong(1),
                row.getString(2),
                Verb.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                Optional.ofNullable(row.getString(5)));
    }
}
