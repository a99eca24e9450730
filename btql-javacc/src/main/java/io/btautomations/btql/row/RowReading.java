package io.btautomations.btql.row;

/**
 * How rows are read.
 *
 * @param check what must hold of a row that is not to count as malformed
 * @param threads how many threads look at rows, from 1; the order of the rows does not depend on it
 */
public record RowReading(RowCheck check, int threads) {

    /** As far as rows must be read, on the caller's thread. */
    public static final RowReading STANDARD = new RowReading(RowCheck.AS_READ, 1);

    public RowReading {
        if (threads < 1) {
            throw new IllegalArgumentException("rows are read by at least one thread, not by " + threads);
        }
    }
}
