package io.btautomations.core.source.file;

import io.btautomations.core.source.log.RowCounter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.OptionalLong;

/** Finds line ends in a file. Not safe for use by several threads. */
public final class LineScanner {

    private static final int BLOCK = 1 << 16;

    private final FileChannel channel;
    private final byte[] block = new byte[BLOCK];

    public LineScanner(FileChannel channel) {
        this.channel = channel;
    }

    /** One past the last line end in {@code [from, to)}; {@code from} if there is none. */
    public long afterLastLineEnd(long from, long to) throws IOException {
        for (long end = to; end > from; ) {
            int length = (int) Math.min(BLOCK, end - from);
            long start = end - length;
            fill(start, length);
            for (int i = length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return from;
    }

    /** One past the first line end in {@code [from, to)}, if there is one. */
    public OptionalLong afterFirstLineEnd(long from, long to) throws IOException {
        for (long start = from; start < to; ) {
            int length = (int) Math.min(BLOCK, to - start);
            fill(start, length);
            for (int i = 0; i < length; i++) {
                if (block[i] == '\n') {
                    return OptionalLong.of(start + i + 1);
                }
            }
            start += length;
        }
        return OptionalLong.empty();
    }

    /** Counts the rows in {@code [from, to)}, but stops behind the row with which the counter has {@code most}. */
    public long count(long from, long to, RowCounter counter, long most) throws IOException {
        for (long start = from; start < to; ) {
            int length = (int) Math.min(BLOCK, to - start);
            fill(start, length);
            for (int i = 0; i < length; ) {
                i = counter.nextLine(block, i, length);
                if (counter.rows() >= most) {
                    return start + i;
                }
            }
            start += length;
        }
        return to;
    }

    /** Where the last {@code most} lines of {@code [from, to)} begin. */
    long lastLines(long from, long to, long most) throws IOException {
        long lines = 0;
        for (long end = to; end > from; ) {
            int length = (int) Math.min(BLOCK, end - from);
            long start = end - length;
            fill(start, length);
            for (int i = length - 1; i >= 0; i--) {
                if (block[i] == '\n' && start + i + 1 < to && ++lines == most) {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return from;
    }

    private void fill(long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(block, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("it became shorter while it was being read");
            }
        }
    }
}
