package io.btautomations.engine.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a stream, ended by LF or CR LF. Keeps no more of a line than is wanted of it. */
final class TextLines {

    private final InputStream in;
    private final int longest;
    private final BeforeWaiting beforeWaiting;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;

    /** Done before a read that may have to wait. */
    @FunctionalInterface
    interface BeforeWaiting {

        void act() throws IOException;
    }

    /** @param longest bytes of a line that are kept; the rest is left out */
    TextLines(InputStream in, int longest, BeforeWaiting beforeWaiting) {
        this.in = in;
        this.longest = longest;
        this.beforeWaiting = beforeWaiting;
    }

    /** The next line without its end; bytes after the last line end are a line. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean any = false;
        while (position < filled || fill()) {
            any = true;
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, Math.min(end - position, longest - line.size()));
            position = end + 1;
            if (end < filled) {
                break;
            }
        }
        return any ? Optional.of(withoutCarriageReturn(line.toByteArray())) : Optional.empty();
    }

    private boolean fill() throws IOException {
        if (in.available() == 0) {
            beforeWaiting.act();
        }
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        boolean has = line.length > 0 && line[line.length - 1] == '\r';
        return has ? java.util.Arrays.copyOf(line, line.length - 1) : line;
    }
}
