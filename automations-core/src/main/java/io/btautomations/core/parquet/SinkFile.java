package io.btautomations.core.parquet;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A stream as Parquet's library wants a file. Closing it does not close the stream. */
final class SinkFile implements OutputFile {

    private final OutputStream sink;

    SinkFile(OutputStream sink) {
        this.sink = sink;
    }

    @Override
    public PositionOutputStream create(long blockSize) {
        return new Positioned(sink);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
        return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private static final class Positioned extends PositionOutputStream {

        private final OutputStream sink;
        private long position;

        Positioned(OutputStream sink) {
            this.sink = sink;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int oneByte) throws IOException {
            sink.write(oneByte);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sink.write(bytes, offset, length);
            position += length;
        }
    }
}
