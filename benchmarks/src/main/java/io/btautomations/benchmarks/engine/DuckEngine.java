package io.btautomations.benchmarks.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DuckDB through JDBC, reading only the columns that the task needs. */
final class DuckEngine implements Engine, AutoCloseable {

    /** The columns of an export of spans. The last one is what such an export has in its column for the rest. */
    private static final String COLUMNS = "id: 'VARCHAR', _xact_id: 'BIGINT', _pagination_key: 'VARCHAR',"
            + " created: 'TIMESTAMP', org_id: 'VARCHAR', project_id: 'VARCHAR', log_id: 'VARCHAR', span_id: 'VARCHAR',"
            + " root_span_id: 'VARCHAR', is_root: 'BOOLEAN', span_parents: 'VARCHAR[]', span_attributes: 'JSON',"
            + " input: 'JSON', output: 'JSON', expected: 'JSON', error: 'JSON', metadata: 'JSON', tags: 'VARCHAR[]',"
            + " scores: 'MAP(VARCHAR, DOUBLE)', metrics: 'MAP(VARCHAR, DOUBLE)', context: 'JSON', origin: 'JSON',"
            + " comments: 'JSON', audit_data: 'JSON', facets: 'JSON', classifications: 'JSON',"
            + " _async_scoring_state: 'JSON'";

    private final Connection connection;

    DuckEngine() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET enable_progress_bar = false");
        }
    }

    @Override
    public long run(Task task, Path rows, Path output) throws SQLException {
        return run(task, task.packed().of(rows), output.toString());
    }

    private long run(Task task, Path rows, String output) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + task.threads());
            if (task == Task.PASS_THROUGH) {
                statement.execute("COPY (SELECT json FROM read_ndjson_objects('" + rows + "') WHERE "
                        + "(json->>'$.metadata.priority')::DOUBLE = 0 AND (json->>'$.scores.Factuality')::DOUBLE < 0.9) TO '"
                        + output + "' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x01')");
                return statement.getUpdateCount();
            }
            if (task == Task.GROUP) {
                return group(statement, rows);
            }
            try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + source(task, rows))) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** Writes all rows to a Parquet file with Zstandard at its usual level, 3; how many they were. */
    long export(Path rows, Path file, int threads) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            statement.execute("COPY (SELECT * FROM " + project(rows, COLUMNS) + ") TO '" + file
                    + "' (FORMAT parquet, COMPRESSION zstd)");
            return statement.getUpdateCount();
        }
    }

    /**
     * What the rows of Parquet files hold, in one line: their number, and a hash of each column over all of them,
     * whatever their order. JSON counts as what it means, however it is spelled.
     *
     * @param files may have asterisks
     */
    String digest(String files) throws SQLException {
        String plain = Stream.of(
                        "id",
                        "_xact_id",
                        "_pagination_key",
                        "epoch_us(created)",
                        "org_id",
                        "project_id",
                        "span_id",
                        "root_span_id",
                        "is_root",
                        "span_parents",
                        "tags",
                        "list_sort(map_entries(scores))",
                        "list_sort(map_entries(metrics))")
                .map(column -> "bit_xor(hash(id, " + column + "))")
                .collect(Collectors.joining(", "));
        String json = Stream.of("span_attributes", "input", "output", "expected", "error", "metadata", "context")
                .map(column -> "bit_xor(hash(id, CASE WHEN " + column + "::VARCHAR <> 'null' THEN json(" + column
                        + "::VARCHAR)::VARCHAR END))")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT concat_ws(' ', count(*), " + plain + ", " + json
                        + ") FROM read_parquet('" + files + "', hive_partitioning = false)")) {
            result.next();
            return result.getString(1);
        }
    }

    private static long group(Statement statement, Path rows) throws SQLException {
        String source = project(
                rows,
                "metadata: 'STRUCT(model VARCHAR)', scores: 'STRUCT(\"Factuality\" DOUBLE)',"
                        + " metrics: 'STRUCT(tokens DOUBLE)'");
        double sum = 0;
        try (ResultSet result = statement.executeQuery("SELECT metadata.model, count(*), avg(scores.Factuality),"
                + " quantile_cont(metrics.tokens, 0.95) FROM " + source + " GROUP BY 1")) {
            while (result.next()) {
                sum += result.getDouble(2) + result.getDouble(3) + result.getDouble(4);
            }
        }
        return Math.round(sum * 100);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String source(Task task, Path rows) {
        return switch (task) {
            case LINES -> "read_ndjson_objects('" + rows + "')";
            case NUMBERS, TWO_THREADS, GZIP, ZSTD ->
                project(rows, "metadata: 'STRUCT(priority INTEGER)', scores: 'STRUCT(\"Factuality\" DOUBLE)'")
                        + " WHERE metadata.priority = 0 AND scores.Factuality < 0.9";
            case TEXT_AND_NUMBER ->
                project(rows, "metadata: 'STRUCT(model VARCHAR)', metrics: 'STRUCT(tokens DOUBLE)'")
                        + " WHERE metadata.model = 'gpt-4o' AND metrics.tokens > 1000";
            case SEARCH -> project(rows, "input: 'JSON'") + " WHERE input::VARCHAR ILIKE '%hello%'";
            case LIKE ->
                project(rows, "output: 'JSON'")
                        + " WHERE output::VARCHAR LIKE '\"%' AND output::VARCHAR ILIKE '%hello%'";
            case TAG -> project(rows, "tags: 'VARCHAR[]'") + " WHERE list_contains(tags, 'triage')";
            case PASS_THROUGH, GROUP -> throw new IllegalArgumentException("no count: " + task);
        };
    }

    private static String project(Path rows, String columns) {
        return "read_json('" + rows + "', format = 'newline_delimited', columns = {" + columns + "})";
    }
}
