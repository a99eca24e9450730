package io.btautomations.core.export;

import io.btautomations.core.parquet.ParquetCodec;
import io.btautomations.core.parquet.SpanParquetWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Rows as a Parquet file. */
final class ParquetEncoder implements RowEncoder {

    private final Guarded sink;
    private final SpanParquetWriter writer;
    private boolean finished;

    ParquetEncoder(OutputStream sink, ParquetCodec codec, long rowGroupBytes) throws IOException {
        this.sink = new Guarded(sink);
        this.writer = new SpanParquetWriter(this.sink, codec, rowGroupBytes);
    }

    @Override
    public void write(byte[] bytes, int from, int to) throws IOException {
        writer.write(bytes, from, to);
    }

    @Override
    public void finish() throws IOException {
        finished = true;
        writer.close();
    }

    /** Lets go of memory; of a file that was not finished, nothing more reaches the sink. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            finished = true;
            sink.shut();
            writer.close();
        }
    }

    /** Passes on until it is shut, and swallows the rest. */
    private static final class Guarded extends OutputStream {

        private final OutputStream sink;
        private boolean isShut;

        Guarded(OutputStream sink) {
            this.sink = sink;
        }

        void shut() {
            isShut = true;
        }

        @Override
        public void write(int oneByte) throws IOException {
            if (!isShut) {
                sink.write(oneByte);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!isShut) {
                sink.write(bytes, offset, length);
            }
        }
    }
}
