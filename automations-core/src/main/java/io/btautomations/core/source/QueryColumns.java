package io.btautomations.core.source;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.core.parquet.Column;
import io.btautomations.core.parquet.ColumnType;
import io.btautomations.core.parquet.RowSchema;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.log.LogQuestions;
import io.btautomations.core.source.setting.DataSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns that a user's query gives its rows, as its text tells them. */
final class QueryColumns {

    private QueryColumns() {}

    /**
     * The columns with their types, as {@link RowSchema#parse} reads them.
     *
     * @return empty if the settings have no query of a user's, or one of which only rows can tell the columns
     */
    static Optional<String> of(Settings settings) {
        if (settings.get(DataSettings.DATA) != DataSettings.Data.CUSTOM) {
            return Optional.empty();
        }
        try {
            Map<String, BtqlType> types = Btql.query(settings.get(DataSettings.QUERY), LogQuestions.OPTIONS)
                    .columnTypes();
            List<Column> columns = new ArrayList<>();
            types.forEach((name, type) -> columns.add(Column.of(name, type(name, type))));
            boolean isTold = !columns.isEmpty() && !types.containsKey(RowSchema.EXTRA);
            return isTold ? Optional.of(RowSchema.of(columns).text()) : Optional.empty();
        } catch (BtqlException e) {
            return Optional.empty(); // the settings' rules say what is wrong with the query
        }
    }

    private static ColumnType type(String name, BtqlType type) {
        if (name.equals("_xact_id")) {
            return ColumnType.LONG;
        }
        return switch (type) {
            case BOOLEAN -> ColumnType.BOOLEAN;
            case NUMBER -> ColumnType.DOUBLE;
            case TEXT -> ColumnType.TEXT;
            case DATETIME -> ColumnType.TIMESTAMP;
            case INTERVAL, ARRAY, OBJECT, ANY -> ColumnType.JSON;
        };
    }
}
