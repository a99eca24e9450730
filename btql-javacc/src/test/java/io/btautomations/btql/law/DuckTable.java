package io.btautomations.btql.law;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same rows as a table of DuckDB and as JSON lines. */
final class DuckTable implements AutoCloseable {

    /** A row; null where the field is null or missing. */
    record Row(int id, Long n, BigDecimal x, String s, Boolean b, LocalDateTime created) {

        String json(boolean withNulls) {
            StringBuilder json = new StringBuilder("{\"id\":" + id);
            append(json, "created", created == null ? null : "\"" + created + ":00Z\"", withNulls);
            json.append(",\"metadata\":{\"k\":0");
            append(json, "n", n, withNulls);
            append(json, "x", x, withNulls);
            append(json, "s", s == null ? null : ReferenceValues.json(s), withNulls);
            append(json, "b", b, withNulls);
            return json.append("}}").toString();
        }

        private static void append(StringBuilder json, String key, Object value, boolean withNulls) {
            if (value != null || withNulls) {
                json.append(",\"").append(key).append("\":").append(value);
            }
        }

        String sql() {
            return "(" + id + "," + n + "," + x + "," + (s == null ? "NULL" : "'" + s.replace("'", "''") + "'") + ","
                    + b
                    + ","
                    + (created == null
                            ? "NULL"
                            : "TIMESTAMP '" + created.toString().replace('T', ' ') + ":00'")
                    + ")";
        }
    }

    private final Connection connection;

    DuckTable() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET threads = 1");
        execute("CREATE TABLE r (id INTEGER, n BIGINT, x DOUBLE, s VARCHAR, b BOOLEAN, created TIMESTAMP)");
    }

    void fill(List<Row> rows) throws SQLException {
        execute("DELETE FROM r");
        if (!rows.isEmpty()) {
            execute("INSERT INTO r VALUES "
                    + String.join(",", rows.stream().map(Row::sql).toList()));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * The first rows of a result. They are cut here, since DuckDB 2.0.0.1 loses a row whose key is null where it sorts
     * descending with a LIMIT.
     */
    List<List<String>> query(String sql, int limit) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (rows.size() < limit && result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(spell(result.getObject(column)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** One spelling for what both sides call the same value; the last digits of fractions may differ. */
    static String spell(Object value) {
        return switch (value) {
            case null -> "null";
            case java.sql.Timestamp time ->
                time.toLocalDateTime().toInstant(ZoneOffset.UTC).toString();
            case Number number -> {
                BigDecimal exact = new BigDecimal(number.toString()).round(new MathContext(12));
                yield exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
            }
            case Map<?, ?> map -> throw new AssertionError(map);
            default -> value.toString();
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
