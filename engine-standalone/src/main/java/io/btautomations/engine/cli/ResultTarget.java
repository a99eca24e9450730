package io.btautomations.engine.cli;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where a result goes: to standard output, to a file that appears once it is whole, or into a device or pipe. */
final class ResultTarget implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Optional<Path> file;
    private final Optional<Path> draft;
    private final OutputStream target;
    private final OutputStream stream;

    private ResultTarget(Optional<Path> file, Optional<Path> draft, OutputStream target) {
        this.file = file;
        this.draft = draft;
        this.target = target;
        this.stream = new BufferedOutputStream(target, BUFFER);
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
        return new ResultTarget(Optional.empty(), Optional.empty(), watched);
    }

    static ResultTarget file(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new IOException("'" + file + "' is a directory, not a file");
        }
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            return new ResultTarget(
                    Optional.empty(), Optional.empty(), Files.newOutputStream(absolute, StandardOpenOption.WRITE));
        }
        if (absolute.getParent() != null && !Files.isDirectory(absolute.getParent())) {
            throw new IOException("there is no directory '" + absolute.getParent() + "' for '" + file + "'");
        }
        Path draft = absolute.resolveSibling(absolute.getFileName() + ".part");
        return new ResultTarget(Optional.of(absolute), Optional.of(draft), Files.newOutputStream(draft));
    }

    OutputStream stream() {
        return stream;
    }

    /** Hands over all that was written; nothing can be written after it. */
    void finish() throws IOException {
        stream.flush();
        stream.close();
        if (file.isPresent() && draft.isPresent()) {
            Files.move(draft.get(), file.get(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            target.close();
        } finally {
            if (draft.isPresent()) {
                Files.deleteIfExists(draft.get());
            }
        }
    }
}
