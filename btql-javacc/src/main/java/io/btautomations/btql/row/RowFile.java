package io.btautomations.btql.row;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/** The bytes of a file from its beginning, read in large pieces. Not safe for use by several threads. */
public final class RowFile extends InputStream {

    private final FileChannel channel;
    private final ByteBuffer piece = Piece.allocate();
    private long bytesRead;

    private RowFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens {@code file} at its beginning. */
    public static RowFile open(Path file) throws IOException {
        return new RowFile(FileChannel.open(file));
    }

    FileChannel channel() {
        return channel;
    }

    /** Bytes of the file that were read so far; some of them may be held here still. */
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.remaining());
        piece.get(target, offset, count);
        return count;
    }

    @Override
    public int available() throws IOException {
        long left = piece.remaining() + channel.size() - channel.position();
        return (int) Math.clamp(left, 0, Integer.MAX_VALUE);
    }

    private boolean fill() throws IOException {
        if (piece.hasRemaining()) {
            return true;
        }
        piece.clear();
        int count = channel.read(piece);
        piece.flip();
        bytesRead += Math.max(0, count);
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
