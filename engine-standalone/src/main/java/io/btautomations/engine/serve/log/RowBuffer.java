package io.btautomations.engine.serve.log;

import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.scan.RowScanner;
import java.util.Arrays;

/** Rows one behind the other, each with its line end. For one thread. */
final class RowBuffer {

    private byte[] bytes = new byte[(64 << 10) + 2 * RowScanner.PADDING];
    private int end = RowScanner.PADDING;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int rows;

    /** Bytes of all rows so far. */
    int size() {
        return end - RowScanner.PADDING;
    }

    int rows() {
        return rows;
    }

    /** Begins a row, of which {@link #append} adds the parts. */
    void beginRow() {
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows * 2);
            ends = Arrays.copyOf(ends, rows * 2);
        }
        starts[rows] = end;
    }

    /** Adds to the row. */
    void append(byte[] source, int from, int to) {
        int length = to - from;
        room(length);
        System.arraycopy(source, from, bytes, end, length);
        end += length;
    }

    /** Ends the row. */
    void endRow() {
        ends[rows] = end;
        rows++;
        room(1);
        bytes[end] = '\n';
        end++;
    }

    private void room(int length) {
        int needed = Math.addExact(end + RowScanner.PADDING, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
    }

    /** The rows; nothing is added afterwards. */
    RowBlock block(long streamOffset) {
        return new Block(bytes, starts, ends, rows, end, streamOffset);
    }

    @SuppressWarnings("ArrayRecordComponent") // A block is a view of bytes; nobody compares blocks
    private record Block(byte[] bytes, int[] starts, int[] ends, int rowCount, int limit, long streamOffset)
            implements RowBlock {

        @Override
        public int start(int row) {
            return starts[row];
        }

        @Override
        public int end(int row) {
            return ends[row];
        }
    }
}
