package io.btautomations.btql.row;

/** Finds the values of a path set in rows. Not safe for use by several threads. */
public interface RowScanner {

    /**
     * Finds where the values lie in one row. Of a key that stands twice in an object the last wins.
     *
     * @param bytes holds the row; not modified
     * @param from index of the row's first byte
     * @param to one past the index of the row's last byte
     * @param slots filled with what was found, if the answer is true
     * @return whether the bytes are one JSON object, as far as this scanner looks
     */
    boolean scan(byte[] bytes, int from, int to, Slots slots);
}
