package io.btautomations.engine.query;

import io.btautomations.btql.execute.RowSupplier;
import io.btautomations.btql.execute.SpillFile;
import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.btql.row.FileBlocks;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.core.source.file.LogFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What a query reads: files, and perhaps standard input. Not safe for use by several threads. */
public final class LogInput implements RowSupplier, Closeable {

    private static final String STANDARD_INPUT = "-";

    private final List<Part> parts;
    private final ReadListener listener;

    /** Rows from one place. */
    interface Part {

        /** The rows, and a count of the bytes that were read, as they are stored. */
        Opened open() throws IOException;

        OptionalLong size();

        default void close() throws IOException {}
    }

    /** A part while it is read. */
    record Opened(RowBlocks rows, LongSupplier stored, String name) {

        static Opened of(InputStream rows, LongSupplier stored, String name) throws IOException {
            try {
                return new Opened(RowBlocks.of(rows, RowLimits.DEFAULT), stored, name);
            } catch (IOException e) {
                rows.close();
                throw unreadable(name, e);
            }
        }
    }

    /** A part broke off. */
    static IOException unreadable(String name, IOException e) {
        return new IOException(
                name + " cannot be read to its end: "
                        + Optional.ofNullable(e.getMessage()).orElse("input/output error"),
                e);
    }

    private LogInput(List<Part> parts, ReadListener listener) {
        this.parts = parts;
        this.listener = listener;
    }

    /**
     * The input that paths, directories and globs name.
     *
     * @param patterns each a path, a glob, or {@code -} for {@code standardInput}
     * @param keepInput room for standard input where it must be read more than once; empty if it need not
     * @throws IOException if a pattern names no file
     */
    public static LogInput of(
            List<String> patterns, InputStream standardInput, Optional<SpillSpace> keepInput, ReadListener listener)
            throws IOException {
        List<Part> parts = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (String pattern : patterns) {
            if (pattern.equals(STANDARD_INPUT)) {
                parts.addAll(files(files));
                files.clear();
                parts.add(new StreamPart(standardInput, keepInput));
            } else {
                files.add(pattern);
            }
        }
        parts.addAll(files(files));
        return new LogInput(List.copyOf(parts), listener);
    }

    private static List<Part> files(List<String> patterns) throws IOException {
        return LogFiles.find(patterns).stream()
                .map(file -> (Part) new FilePart(file.path(), file.size()))
                .toList();
    }

    /** Bytes of all files, as they are stored; empty if there is more than files. */
    public OptionalLong size() {
        long sum = 0;
        for (Part part : parts) {
            if (part.size().isEmpty()) {
                return OptionalLong.empty();
            }
            sum += part.size().getAsLong();
        }
        return OptionalLong.of(sum);
    }

    @Override
    public RowBlocks open() {
        return new ManyBlocks(parts, listener);
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.close();
        }
    }

    private record FilePart(Path path, long bytes) implements Part {

        @Override
        public Opened open() throws IOException {
            if (LogFiles.isPlain(path)) {
                FileBlocks rows = LogFiles.blocks(path);
                return new Opened(rows, rows::bytesRead, path.toString());
            }
            LogFiles.Content content = LogFiles.open(path);
            return Opened.of(content.rows(), content.bytesRead(), path.toString());
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(bytes);
        }
    }

    private static final class StreamPart implements Part {

        private final InputStream in;
        private final Optional<SpillSpace> keep;
        private Optional<SpillFile> kept = Optional.empty();
        private boolean taken;

        StreamPart(InputStream in, Optional<SpillSpace> keep) {
            this.in = in;
            this.keep = keep;
        }

        @Override
        public Opened open() throws IOException {
            if (keep.isPresent() && kept.isEmpty()) {
                SpillFile file = keep.get().newFile();
                kept = Optional.of(file);
                try (OutputStream copy = file.write()) {
                    in.transferTo(copy);
                }
            }
            if (kept.isEmpty() && taken) {
                throw new IllegalStateException("standard input was not kept for a second reading");
            }
            taken = true;
            CountingInput rows = new CountingInput(kept.isPresent() ? kept.get().read() : in);
            return Opened.of(rows, rows::count, "standard input");
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.empty();
        }

        @Override
        public void close() throws IOException {
            if (kept.isPresent()) {
                kept.get().close();
            }
        }
    }
}
