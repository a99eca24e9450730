package io.btautomations.engine.serve.log;

import io.btautomations.core.source.file.LogFiles;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Stretches of files, read in large pieces on the way forward or backward. Compressed files are unpacked from their
 * beginning on the way; backward that happens once for every few megabytes. For one thread.
 */
final class FileWindow implements Closeable {

    private static final int PIECE = 256 << 10;
    private static final int UNPACKED_PIECE = 8 << 20;

    private final boolean isForward;
    private Optional<Path> file = Optional.empty();
    private Optional<FileChannel> channel = Optional.empty();
    private Optional<InputStream> unpacking = Optional.empty();
    /** How far {@link #unpacking} has come. */
    private long unpacked;

    private byte[] bytes = new byte[0];
    private long start;
    private int size;

    FileWindow(boolean isForward) {
        this.isForward = isForward;
    }

    /** The bytes of which {@link #at} says where a stretch begins. */
    byte[] bytes() {
        return bytes;
    }

    /**
     * Where in {@link #bytes} a stretch of a file begins.
     *
     * @param offset in the file, or in what it unpacks to
     */
    int at(Path path, boolean isPacked, long offset, int length) throws IOException {
        if (file.isEmpty() || !file.get().equals(path)) {
            close();
            file = Optional.of(path);
        }
        if (offset < start || offset + length > start + size) {
            try {
                if (isPacked) {
                    unpack(path, offset, length);
                } else {
                    read(path, offset, length);
                }
            } catch (EOFException e) {
                throw new IOException(path + " has become shorter while it was read", e);
            }
        }
        return (int) (offset - start);
    }

    private void read(Path path, long offset, int length) throws IOException {
        FileChannel open = channel.isPresent() ? channel.get() : FileChannel.open(path);
        channel = Optional.of(open);
        int wanted = Math.max(length, PIECE);
        long from = isForward ? offset : Math.max(0, offset + length - wanted);
        room(wanted);
        ByteBuffer target = ByteBuffer.wrap(bytes, 0, wanted);
        int count = 0;
        while (target.hasRemaining() && count >= 0) {
            count = open.read(target, from + target.position());
        }
        start = from;
        size = target.position();
        if (offset + length > start + size) {
            throw new EOFException();
        }
    }

    private void unpack(Path path, long offset, int length) throws IOException {
        if (unpacking.isEmpty() || unpacked > offset) {
            closeStream();
            unpacking = Optional.of(LogFiles.open(path).rows());
            unpacked = 0;
        }
        InputStream in = unpacking.get();
        int wanted = Math.max(length, isForward ? PIECE : UNPACKED_PIECE);
        long from = isForward ? offset : Math.max(0, offset + length - wanted);
        in.skipNBytes(from - unpacked);
        room(wanted);
        start = from;
        size = in.readNBytes(bytes, 0, isForward ? wanted : (int) (offset + length - from));
        unpacked = from + size;
        if (offset + length > start + size) {
            throw new EOFException();
        }
    }

    private void room(int wanted) {
        if (bytes.length < wanted) {
            bytes = new byte[wanted];
        }
    }

    private void closeStream() throws IOException {
        if (unpacking.isPresent()) {
            unpacking.get().close();
            unpacking = Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        closeStream();
        if (channel.isPresent()) {
            channel.get().close();
            channel = Optional.empty();
        }
        size = 0;
    }
}
