package io.btautomations.core.export;

import io.btautomations.core.step.ItemRecords;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Records as JSON Lines, made as they are read. For one thread. */
final class RecordLines extends InputStream {

    private final ItemRecords records;
    private byte[] line = {};
    private int position;

    RecordLines(ItemRecords records) {
        this.records = records;
    }

    @Override
    public int read() throws IOException {
        return fill() ? line[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private boolean fill() throws IOException {
        if (position < line.length) {
            return true;
        }
        if (!records.next()) {
            return false;
        }
        byte[] row = records.row();
        line = new byte[row.length + 1];
        System.arraycopy(row, 0, line, 0, row.length);
        line[row.length] = '\n';
        position = 0;
        return true;
    }
}
