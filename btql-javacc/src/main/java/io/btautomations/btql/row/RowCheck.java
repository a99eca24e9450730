package io.btautomations.btql.row;

/** How much of a row is looked at before it counts as a row. */
public enum RowCheck {
    /**
     * What must be read to find the values asked for. A row that is malformed elsewhere may pass as one; where its
     * values are not malformed they are found.
     */
    AS_READ,
    /** Every byte: the grammar of JSON, UTF-8, and how deep arrays and objects nest. */
    EVERY_BYTE
}
