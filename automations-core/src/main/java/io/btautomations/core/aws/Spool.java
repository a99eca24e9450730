package io.btautomations.core.aws;

import io.btautomations.core.spool.SpoolFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;

/** Content that waits to be sent: in memory while it is short, in a temporary file beyond. */
final class Spool extends OutputStream {

    private static final int MEMORY_BYTES = 256 * 1024;
    private static final String CONTENT_TYPE = "application/octet-stream";

    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Optional<SpoolFile> file = Optional.empty();
    private OutputStream sink = memory;
    private long size;

    long size() {
        return size;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file.isEmpty() && size + length > MEMORY_BYTES) {
            spill();
        }
        sink.write(bytes, offset, length);
        size += length;
    }

    /** What was written; valid until the next write, {@link #reset} or {@link #close}. */
    RequestBody body() throws IOException {
        sink.flush();
        return file.isPresent()
                ? RequestBody.fromContentProvider(file.get()::read, size, CONTENT_TYPE)
                : RequestBody.fromBytes(memory.toByteArray());
    }

    /** Forgets what was written. */
    void reset() throws IOException {
        close();
        memory = new ByteArrayOutputStream();
        sink = memory;
        size = 0;
    }

    @Override
    public void close() throws IOException {
        sink.close();
        if (file.isPresent()) {
            file.get().close();
            file = Optional.empty();
        }
    }

    private void spill() throws IOException {
        SpoolFile spilled = SpoolFile.create();
        file = Optional.of(spilled);
        sink = spilled.append();
        memory.writeTo(sink);
        memory = new ByteArrayOutputStream(0);
    }
}
