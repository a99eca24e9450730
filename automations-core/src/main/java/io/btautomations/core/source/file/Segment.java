package io.btautomations.core.source.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of one stretch of a file, which must be there to its end. Not safe for use by several threads. */
public final class Segment extends InputStream {

    private final FileChannel channel;
    private final byte[] single = new byte[1];
    private final long end;
    private long offset;

    /** Bytes {@code [from, end)} of the file. */
    public Segment(Path path, long from, long end) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.offset = from;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 255;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (offset == end) {
            return -1;
        }
        int count = channel.read(ByteBuffer.wrap(bytes, from, (int) Math.min(length, end - offset)), offset);
        if (count < 0) {
            throw new EOFException("it became shorter while it was being read");
        }
        offset += count;
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - offset);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
