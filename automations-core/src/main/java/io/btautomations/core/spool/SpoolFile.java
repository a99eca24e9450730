package io.btautomations.core.spool;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file without a name, where the operating system knows such files: of a process that is killed nothing is
 * left. Elsewhere it goes when it is closed. For one thread at a time.
 */
public final class SpoolFile implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;

    private SpoolFile(FileChannel channel) {
        this.channel = channel;
    }

    /** An empty file. */
    public static SpoolFile create() throws IOException {
        Path path = Files.createTempFile("automations-", ".spool");
        return new SpoolFile(FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    /** Writes on at the file's end; need not be closed, only flushed. */
    public OutputStream append() {
        return new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    /** What was written and flushed, from its beginning; as often as it is wanted. */
    public InputStream read() {
        return new FromTheBeginning(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static final class FromTheBeginning extends InputStream {

        private final FileChannel channel;
        private long position;

        FromTheBeginning(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, channel.size() - position);
        }
    }
}
