package io.btautomations.core.parquet;

/**
 * A column of a schema: a member of the row.
 *
 * @param name of the member and of the column
 * @param repetitive whether few values stand in many rows, so that a dictionary pays
 */
public record Column(String name, ColumnType type, boolean repetitive) {

    /** A column of many values. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, false);
    }

    static Column repetitive(String name, ColumnType type) {
        return new Column(name, type, true);
    }
}
