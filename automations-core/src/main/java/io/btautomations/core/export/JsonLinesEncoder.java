package io.btautomations.core.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Rows as they are, a line each. */
final class JsonLinesEncoder implements RowEncoder {

    private static final int BATCH_BYTES = 1 << 18;

    private final OutputStream sink;
    private final int batchRows;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private int rows;

    /** @param batchRows rows that are handed on together, fewer if they are long */
    JsonLinesEncoder(OutputStream sink, int batchRows) {
        this.sink = sink;
        this.batchRows = batchRows;
    }

    @Override
    public void write(ExportRows row) throws IOException {
        batch.write(row.bytes(), row.start(), row.end() - row.start());
        batch.write('\n');
        rows++;
        if (rows == batchRows || batch.size() >= BATCH_BYTES) {
            handOn();
        }
    }

    @Override
    public void finish() throws IOException {
        handOn();
        sink.close();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }

    private void handOn() throws IOException {
        batch.writeTo(sink);
        batch.reset();
        rows = 0;
    }
}
