package io.btautomations.core.source.file;

import io.btautomations.core.source.log.RowCounter;
import io.btautomations.core.source.log.RowSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the last rows of what comes by. For one thread. */
final class LastLines implements RowSink {

    private final long mostRows;
    private final long mostBytes;
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private final RowCounter counter = new RowCounter();
    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String uri = "";
    private long bytes;

    /**
     * @param mostRows how many rows are kept
     * @param mostBytes how many bytes are kept; a longer row is not
     */
    LastLines(long mostRows, long mostBytes) {
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
    }

    long rows() {
        return lines.size();
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void from(String newUri) {
        uri = newUri;
    }

    @Override
    public void write(byte[] block, int from, int to) {
        for (int index = from; index < to; ) {
            long before = counter.rows();
            int next = counter.nextLine(block, index, to);
            int length = (int) Math.min(next - index, mostBytes + 1 - line.size());
            line.write(block, index, length);
            if (block[next - 1] == '\n') {
                keep(counter.rows() > before);
            }
            index = next;
        }
    }

    @Override
    public void endRow() {
        if (counter.inRow()) {
            write(new byte[] {'\n'}, 0, 1);
        }
    }

    /** Puts the rows into {@code rows}. */
    void copy(RowSink rows) throws IOException {
        rows.from(uri);
        for (byte[] kept : lines) {
            rows.write(kept, 0, kept.length);
        }
    }

    private void keep(boolean isRow) {
        if (isRow && line.size() <= mostBytes) {
            lines.addLast(line.toByteArray());
            bytes += line.size();
        }
        line = new ByteArrayOutputStream();
        while (lines.size() > mostRows || bytes > mostBytes) {
            bytes -= lines.removeFirst().length;
        }
    }
}
