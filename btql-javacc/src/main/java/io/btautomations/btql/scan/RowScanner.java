package io.btautomations.btql.scan;

/** Finds the values of a {@link PathTrie} in rows. Not safe for use by several threads. */
public interface RowScanner {

    /**
     * Bytes before and after a row that a scanner reads, whatever they hold. A row with fewer bytes of its array around
     * it is scanned just as well, but copied first; so readers of blocks leave this much room at both ends.
     */
    int PADDING = 64;

    /**
     * Finds where the values lie in one row. Of members with the same key the last counts, at every level.
     *
     * @param bytes holds the row as UTF-8 JSON text; not modified
     * @param from index of the row's first byte
     * @param to one past the index of the row's last byte; what follows does not belong to the row
     * @param slots made for the paths of this scanner; filled with what was found, without meaning if the answer is
     *     false
     * @return whether the bytes are one JSON object, as far as this scanner looks
     * @throws IndexOutOfBoundsException if {@code [from, to)} is not within {@code bytes}
     */
    boolean scan(byte[] bytes, int from, int to, Slots slots);
}
