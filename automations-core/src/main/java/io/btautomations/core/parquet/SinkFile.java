package io.btautomations.core.parquet;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file that is written once, from its beginning, into a stream. Closing the file does not close the stream. */
final class SinkFile implements OutputFile {

    private final OutputStream sink;

    SinkFile(OutputStream sink) {
        this.sink = sink;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new CountingStream(sink);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private static final class CountingStream extends PositionOutputStream {

        private final OutputStream sink;
        private long position;

        CountingStream(OutputStream sink) {
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

        @Override
        public void flush() throws IOException {
            sink.flush();
        }
    }
}
