package io.btautomations.core.parquet;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is read in several places at once, and counts what is read of it. For one thread. */
final class SourceFile implements Closeable {

    private static final int BUFFER = 1 << 15;

    private final FileChannel channel;
    private long bytesRead;

    SourceFile(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    long bytesRead() {
        return bytesRead;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** All of the bytes from a position on. */
    byte[] bytes(long position, int length) throws IOException {
        return part(position, length).readNBytes(length);
    }

    /** The bytes of a part that must lie within the file; needs no closing. */
    InputStream part(long position, long length) throws IOException {
        if (position < 0 || length < 0 || position > channel.size() - length) {
            throw new EOFException("it is damaged: it points to a place after its end");
        }
        return new BufferedInputStream(new Part(position, position + length), BUFFER);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Part extends InputStream {

        private long position;
        private final long end;

        Part(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (position >= end) {
                return -1;
            }
            int most = (int) Math.min(length, end - position);
            int read = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
            position += Math.max(0, read);
            bytesRead += Math.max(0, read);
            return read;
        }
    }
}
