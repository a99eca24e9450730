package io.btautomations.btql.type;

/** What kind of value an expression has, as far as its text tells. Null belongs to every type. */
public enum BtqlType {
    BOOLEAN("boolean"),
    NUMBER("number"),
    TEXT("string"),
    /** An instant, or a field whose strings are instants, such as {@code created}. */
    DATETIME("datetime"),
    INTERVAL("interval"),
    ARRAY("array"),
    OBJECT("object"),
    /** Anything: only the row can tell. */
    ANY("any");

    private final String word;

    BtqlType(String word) {
        this.word = word;
    }

    /** The type as messages call it. */
    public String word() {
        return word;
    }

    /** The type of a value that is of this type or of {@code other}. */
    public BtqlType or(BtqlType other) {
        return this == other ? this : ANY;
    }
}
