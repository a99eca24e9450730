package io.btautomations.core.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Parquet file as DuckDB reads it: an implementation that is not ours. */
public final class ParquetTable implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Path file;

    public ParquetTable(byte[] object) throws SQLException, IOException {
        file = Files.createTempFile("table", ".parquet");
        Files.write(file, object);
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    /** The rows by column, as JSON; what is null is left out. */
    public List<Map<String, JsonNode>> rows(RowSchema schema) throws SQLException, IOException {
        List<Column> columns = new ArrayList<>(schema.columns());
        columns.add(Column.of(RowSchema.EXTRA, ColumnType.JSON));
        List<String> expressions =
                columns.stream().map(ParquetTable::expression).toList();
        List<Map<String, JsonNode>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT " + String.join(", ", expressions) + " FROM " + table())) {
            while (result.next()) {
                Map<String, JsonNode> row = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    Optional<String> text = Optional.ofNullable(result.getString(i + 1));
                    if (text.isPresent()) {
                        row.put(columns.get(i).name(), JSON.readTree(text.get()));
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The only value of a query; {@code FILE} in it stands for the file's name with quotes. */
    public String value(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query.replace("FILE", "'" + file + "'"))) {
            result.next();
            return result.getString(1);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        Files.delete(file);
    }

    private String table() {
        return "read_parquet('" + file + "')";
    }

    private static String expression(Column column) {
        String name = "\"" + column.name() + "\"";
        return switch (column.type()) {
            case JSON -> name + "::VARCHAR";
            case TIMESTAMP -> "epoch_us(" + name + ")::VARCHAR";
            case TEXT, LONG, DOUBLE, BOOLEAN, TEXT_LIST, NUMBER_MAP -> "to_json(" + name + ")::VARCHAR";
        };
    }
}
