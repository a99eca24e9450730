package io.btautomations.core.braintrust;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The bytes of a body, out of their gzip if they are in one, whatever the headers say. For one thread. */
final class BodyBytes {

    private static final int GZIP_1 = 0x1f;
    private static final int GZIP_2 = 0x8b;
    private static final int BUFFER = 1 << 16;

    private final Raw raw;
    private final InputStream content;

    private BodyBytes(Raw raw, InputStream content) {
        this.raw = raw;
        this.content = content;
    }

    static BodyBytes of(InputStream body) throws IOException {
        Raw raw = new Raw(body);
        boolean packed = raw.startsAsGzip();
        return new BodyBytes(raw, packed ? new GZIPInputStream(raw, BUFFER) : raw);
    }

    InputStream content() {
        return content;
    }

    /**
     * Makes sure that the body ends where its content does.
     *
     * @throws IOException if it does not, or has broken
     */
    void requireEnd() throws IOException {
        if (raw.read() >= 0) {
            throw UnreadableAnswerException.damaged("something follows its packed content");
        }
    }

    /**
     * The body as it came, with its first two bytes put back. Keeps telling of a failure: a reader of gzip may take one
     * for the end.
     */
    private static final class Raw extends InputStream {

        private final InputStream in;
        private final byte[] ahead = new byte[2];
        private int from;
        private int to;
        private Optional<IOException> failure = Optional.empty();

        Raw(InputStream in) {
            this.in = in;
        }

        /** Whether it is gzip; JSON text begins with neither byte. */
        boolean startsAsGzip() throws IOException {
            to = in.readNBytes(ahead, 0, 2);
            if (to == 1 && (ahead[0] & 0xff) == GZIP_1) {
                throw UnreadableAnswerException.brokenOff();
            }
            return to == 2 && (ahead[0] & 0xff) == GZIP_1 && (ahead[1] & 0xff) == GZIP_2;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (from < to) {
                int count = Math.min(length, to - from);
                System.arraycopy(ahead, from, target, offset, count);
                from += count;
                return count;
            }
            if (failure.isPresent()) {
                throw new IOException(failure.get());
            }
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }

        /** Whether there is more, for which it waits: a reader of gzip asks so whether another member follows. */
        @Override
        public int available() throws IOException {
            if (from == to) {
                int next = read(ahead, 0, 1);
                from = 0;
                to = Math.max(next, 0);
            }
            return to - from;
        }
    }
}
