package io.btautomations.core.parquet;

/** What a column holds. A value that a column cannot hold whole goes to the column {@code extra}, as JSON. */
public enum ColumnType {
    /** A JSON string, as text. */
    TEXT("text"),
    /** Any JSON value, as JSON text. */
    JSON("json"),
    /** An ISO-8601 time with offset, as microseconds since 1970 in UTC. */
    TIMESTAMP("timestamp"),
    /** A whole number of 64 bits, or a JSON string of its digits. */
    LONG("long"),
    /** A number that a 64-bit float holds exactly as written. */
    DOUBLE("double"),
    /** True or false. */
    BOOLEAN("boolean"),
    /** A list of JSON strings. */
    TEXT_LIST("list"),
    /** An object of numbers, as a map from text to 64-bit float. */
    NUMBER_MAP("map");

    private final String keyword;

    ColumnType(String keyword) {
        this.keyword = keyword;
    }

    /** How users write it. */
    public String keyword() {
        return keyword;
    }
}
