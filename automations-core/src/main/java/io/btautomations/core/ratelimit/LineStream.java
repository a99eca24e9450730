package io.btautomations.core.ratelimit;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a stream, one after the other, each as a stream of its own that ends where the line ends. Blank lines
 * are passed over. For one thread.
 */
final class LineStream extends InputStream {

    private static final int CAPACITY = 64 * 1024;

    private final InputStream source;
    private final byte[] buffer = new byte[CAPACITY];
    private int position;
    private int limit;
    private boolean inLine;

    LineStream(InputStream source) {
        this.source = source;
    }

    /** Moves to the next line that holds anything; false at the end of the stream. */
    boolean next() throws IOException {
        skipLine();
        while (fill()) {
            byte first = buffer[position];
            if (first != '\n' && first != '\r' && first != ' ' && first != '\t') {
                inLine = true;
                return true;
            }
            position++;
        }
        return false;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!inLine || !fill()) {
            inLine = false;
            return -1;
        }
        int copied = 0;
        while (copied < length && position < limit) {
            byte next = buffer[position];
            if (next == '\n') {
                break;
            }
            target[offset + copied++] = next;
            position++;
        }
        if (copied == 0 && length > 0) {
            inLine = false;
            return -1;
        }
        return copied;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private void skipLine() throws IOException {
        while (inLine && fill()) {
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            inLine = position == limit;
        }
        inLine = false;
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, source.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
