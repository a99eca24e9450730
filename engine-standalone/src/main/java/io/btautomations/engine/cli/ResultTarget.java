package io.btautomations.engine.cli;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where a result goes: to standard output, or to a file that appears once it is whole. */
final class ResultTarget implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Optional<Path> file;
    private final Optional<Path> draft;
    private final OutputStream stream;

    private ResultTarget(Optional<Path> file, Optional<Path> draft, OutputStream stream) {
        this.file = file;
        this.draft = draft;
        this.stream = stream;
    }

    /** Nobody reads standard output any more. */
    static final class ClosedOutputException extends IOException {

        private static final long serialVersionUID = 1L;

        ClosedOutputException() {
            super("standard output was closed");
        }
    }

    static ResultTarget standardOutput(PrintStream out) {
        OutputStream watched = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                if (out.checkError()) {
                    throw new ClosedOutputException();
                }
            }
        };
        return new ResultTarget(Optional.empty(), Optional.empty(), new BufferedOutputStream(watched, BUFFER));
    }

    static ResultTarget file(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path draft = absolute.resolveSibling(absolute.getFileName() + ".part");
        return new ResultTarget(
                Optional.of(absolute),
                Optional.of(draft),
                new BufferedOutputStream(Files.newOutputStream(draft), BUFFER));
    }

    OutputStream stream() {
        return stream;
    }

    /** Hands over all that was written. */
    void finish() throws IOException {
        stream.flush();
        if (file.isPresent() && draft.isPresent()) {
            stream.close();
            Files.move(draft.get(), file.get(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        if (draft.isPresent()) {
            stream.close();
            Files.deleteIfExists(draft.get());
        }
    }
}
