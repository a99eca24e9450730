package io.btautomations.btql;

import io.btautomations.btql.value.Value;
import java.util.Optional;

/** Calculates one expression on rows, one after the other. Not safe for use by several threads. */
public interface RowExpression {

    /**
     * The expression's worth on one row.
     *
     * @param bytes holds the row as UTF-8 JSON text; not modified
     * @param from index of the row's first byte
     * @param to one past the index of the row's last byte, without the line end
     * @return empty if the bytes are not one JSON object
     */
    Optional<Value> value(byte[] bytes, int from, int to);
}
