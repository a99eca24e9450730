package io.btautomations.engine.serve;

import io.btautomations.btql.execute.SpillFile;
import io.btautomations.btql.execute.SpillSpace;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Bytes until it is known that all are there: a few in memory, more of them in a file. For one thread. */
final class Spool extends OutputStream implements Closeable {

    private static final int MOST_IN_MEMORY = 4 << 20;

    private final SpillSpace space;
    private final long most;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Optional<SpillFile> file = Optional.empty();
    private OutputStream out = memory;
    private long size;

    /** There are more than may be. */
    static final class FullException extends IOException {

        private static final long serialVersionUID = 1L;

        FullException(long most) {
            super("more than " + most + " bytes");
        }
    }

    Spool(SpillSpace space, long most) {
        this.space = space;
        this.most = most;
    }

    long size() {
        return size;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (size > most) {
            throw new FullException(most);
        }
        if (file.isEmpty() && size > MOST_IN_MEMORY) {
            SpillFile opened = space.newFile();
            file = Optional.of(opened);
            out = new BufferedOutputStream(opened.write(), 1 << 16);
            memory.writeTo(out);
            memory.reset();
        }
        out.write(bytes, offset, length);
    }

    /** Gives all bytes; none are added afterwards. */
    void copyTo(OutputStream target) throws IOException {
        out.flush();
        if (file.isPresent()) {
            try (InputStream in = file.get().read()) {
                in.transferTo(target);
            }
        } else {
            memory.writeTo(target);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
