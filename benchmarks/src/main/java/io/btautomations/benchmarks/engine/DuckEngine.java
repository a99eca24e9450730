package io.btautomations.benchmarks.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB through JDBC, reading only the columns that the task needs. */
final class DuckEngine implements Engine, AutoCloseable {

    private final Connection connection;

    DuckEngine() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("SET enable_progress_bar = false");
        }
    }

    @Override
    public long run(Task task, Path rows, Path output) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (task == Task.PASS_THROUGH) {
                statement.execute("COPY (SELECT json FROM read_ndjson_objects('" + rows + "') WHERE "
                        + "(json->>'$.metadata.priority')::DOUBLE = 0 AND (json->>'$.scores.Factuality')::DOUBLE < 0.9) TO '"
                        + output + "' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x01')");
                return statement.getUpdateCount();
            }
            try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + source(task, rows))) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String source(Task task, Path rows) {
        return switch (task) {
            case LINES -> "read_ndjson_objects('" + rows + "')";
            case NUMBERS ->
                project(rows, "metadata: 'STRUCT(priority INTEGER)', scores: 'STRUCT(\"Factuality\" DOUBLE)'")
                        + " WHERE metadata.priority = 0 AND scores.Factuality < 0.9";
            case TEXT_AND_NUMBER ->
                project(rows, "metadata: 'STRUCT(model VARCHAR)', metrics: 'STRUCT(tokens DOUBLE)'")
                        + " WHERE metadata.model = 'gpt-4o' AND metrics.tokens > 1000";
            case SEARCH -> project(rows, "input: 'JSON'") + " WHERE input::VARCHAR ILIKE '%hello%'";
            case TAG -> project(rows, "tags: 'VARCHAR[]'") + " WHERE list_contains(tags, 'triage')";
            case PASS_THROUGH -> throw new IllegalArgumentException("a copy has no source of its own");
        };
    }

    private static String project(Path rows, String columns) {
        return "read_json('" + rows + "', format = 'newline_delimited', columns = {" + columns + "})";
    }
}
