package io.btautomations.btql;

/** Puts one filter to rows, one after the other. Not safe for use by several threads. */
public interface RowFilter {

    /**
     * The filter's verdict on one row.
     *
     * @param bytes holds the row as UTF-8 JSON text; not modified
     * @param from index of the row's first byte
     * @param to one past the index of the row's last byte, without the line end
     */
    Verdict test(byte[] bytes, int from, int to);
}
