package io.btautomations.engine.run;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Takes content in: in memory while it is small, then in a file of the unit of work. */
final class ContentBuffer extends OutputStream {

    private final UnitOfWork work;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Optional<Path> file = Optional.empty();
    private OutputStream target = memory;
    private long length;

    ContentBuffer(UnitOfWork work) {
        this.work = work;
    }

    @Override
    public void write(int oneByte) throws IOException {
        makeRoom(1);
        target.write(oneByte);
        length++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        makeRoom(count);
        target.write(bytes, offset, count);
        length += count;
    }

    private void makeRoom(int count) throws IOException {
        if (file.isEmpty() && !work.hasMemoryFor(length + count)) {
            Path spilled = work.newFile();
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(spilled), 1 << 16);
            memory.writeTo(out);
            memory.reset();
            file = Optional.of(spilled);
            target = out;
        }
    }

    /** Ends the content. */
    Content finish() throws IOException {
        target.close();
        if (file.isPresent()) {
            return new Content.OnDisk(file.get(), 0, length);
        }
        work.useMemory(length);
        return Content.InMemory.of(memory.toByteArray());
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
