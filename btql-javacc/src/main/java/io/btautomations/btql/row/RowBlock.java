package io.btautomations.btql.row;

/**
 * A run of whole rows within one array of bytes. Valid until the reader that gave it is asked for the next one.
 *
 * <p>Row {@code i} is {@code [start(i), end(i))}, without its line end; with its line end it reaches to {@code start(i
 * + 1)}, for the last row to {@link #limit()}.
 */
public interface RowBlock {

    /** The bytes; to be read only, and only between {@code start(0)} and {@link #limit()}. */
    byte[] bytes();

    /** Number of rows, blank lines not counted; at least one. */
    int rowCount();

    /** Index of the first byte of row {@code row}. */
    int start(int row);

    /** One past the index of the last byte of row {@code row}, line end (LF or CR LF) excluded. */
    int end(int row);

    /** One past the index of the last byte of the block, line end included. */
    int limit();

    /** Offset of {@code start(0)} in the stream that was read, in bytes. */
    long streamOffset();
}
