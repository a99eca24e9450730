package io.btautomations.btql.row;

import io.btautomations.btql.scan.Lines;
import java.util.ArrayList;
import java.util.List;

/** Whole lines as they were read. The last one may have no line end. */
final class LineChunk implements RowChunk {

    private final int longestRow;
    private final ByteRowBlock first = new ByteRowBlock();
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private long offset;
    private int rowCount;
    private long oversizedRows;

    /** @param longestRow that is delivered, in bytes */
    LineChunk(int longestRow) {
        this.longestRow = longestRow;
    }

    /**
     * Holds other lines from now on, {@code [newFrom, newTo)} of {@code newBytes}.
     *
     * @param newOffset of the first of them in the stream
     */
    void reset(byte[] newBytes, int newFrom, int newTo, long newOffset) {
        bytes = newBytes;
        from = newFrom;
        to = newTo;
        offset = newOffset;
        rowCount = 0;
        oversizedRows = 0;
    }

    /** The bytes in which the lines lie. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public List<RowBlock> blocks() {
        List<RowBlock> blocks = new ArrayList<>(1);
        ByteRowBlock block = first;
        block.reset(bytes);
        int at = from;
        while (at < to) {
            int lineFeed = Lines.indexOfNewline(bytes, at, to);
            boolean endsWithReturn = lineFeed < to && lineFeed > at && bytes[lineFeed - 1] == '\r';
            int end = endsWithReturn ? lineFeed - 1 : lineFeed;
            if (!isBlank(at, end)) {
                if (end - at <= longestRow) {
                    block.add(at, end);
                } else {
                    oversizedRows++;
                    finish(block, at, blocks);
                    block = new ByteRowBlock();
                    block.reset(bytes);
                }
            }
            at = Math.min(lineFeed + 1, to);
        }
        finish(block, to, blocks);
        return blocks;
    }

    private void finish(ByteRowBlock block, int limit, List<RowBlock> blocks) {
        if (block.rowCount() > 0) {
            block.finish(limit, offset + block.start(0) - from);
            blocks.add(block);
            rowCount += block.rowCount();
        }
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int rowCount() {
        return rowCount;
    }

    @Override
    public long oversizedRows() {
        return oversizedRows;
    }
}
