package io.btautomations.btql.row;

import io.btautomations.btql.scan.RowScanner;
import java.util.Arrays;

/** A block whose rows are added one after the other and which is then used again. */
final class ByteRowBlock implements RowBlock {

    private byte[] bytes = new byte[0];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int rowCount;
    private int limit;
    private long streamOffset;

    /** A block with rows of its own. */
    static ByteRowBlock copyOf(RowBlock block) {
        int first = block.start(0);
        int shift = RowScanner.PADDING - first;
        byte[] copy = new byte[block.limit() + shift + RowScanner.PADDING];
        System.arraycopy(block.bytes(), first, copy, RowScanner.PADDING, block.limit() - first);
        ByteRowBlock result = new ByteRowBlock();
        result.reset(copy);
        for (int row = 0; row < block.rowCount(); row++) {
            result.add(block.start(row) + shift, block.end(row) + shift);
        }
        result.finish(block.limit() + shift, block.streamOffset());
        return result;
    }

    void reset(byte[] newBytes) {
        bytes = newBytes;
        rowCount = 0;
    }

    /** Keeps the rows; they now lie in {@code newBytes}, at the same places. */
    void reuse(byte[] newBytes) {
        bytes = newBytes;
    }

    void add(int start, int end) {
        if (rowCount == starts.length) {
            starts = Arrays.copyOf(starts, rowCount * 2);
            ends = Arrays.copyOf(ends, rowCount * 2);
        }
        starts[rowCount] = start;
        ends[rowCount] = end;
        rowCount++;
    }

    void finish(int newLimit, long newStreamOffset) {
        limit = newLimit;
        streamOffset = newStreamOffset;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int rowCount() {
        return rowCount;
    }

    @Override
    public int start(int row) {
        return starts[checked(row)];
    }

    @Override
    public int end(int row) {
        return ends[checked(row)];
    }

    private int checked(int row) {
        if (row < 0 || row >= rowCount) {
            throw new IndexOutOfBoundsException("row " + row + " of " + rowCount);
        }
        return row;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public long streamOffset() {
        return streamOffset;
    }
}
