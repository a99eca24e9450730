package io.btautomations.core.source.file;

import io.btautomations.btql.row.FileBlocks;
import io.btautomations.btql.row.RowFile;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.core.parquet.ParquetLines;
import io.btautomations.core.step.StepException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Log files for whoever reads them once, from beginning to end, with no checkpoint. */
public final class LogFiles {

    private LogFiles() {}

    /**
     * A file that was found.
     *
     * @param path without links
     * @param size in bytes, as it is stored
     */
    public record Found(Path path, long size) {}

    /**
     * The files that paths, directories and globs name: in the order of the patterns, for each pattern in the order of
     * names, each file once.
     *
     * @throws IOException if a pattern names no file, or cannot be looked at
     */
    public static List<Found> find(List<String> patterns) throws IOException {
        Map<Path, Found> found = new LinkedHashMap<>();
        for (String pattern : patterns) {
            List<LogFile> files = files(pattern);
            if (files.isEmpty()) {
                throw new IOException("'" + pattern + "' names no log file");
            }
            files.forEach(file -> found.putIfAbsent(file.path(), new Found(file.path(), file.size())));
        }
        return new ArrayList<>(found.values());
    }

    private static List<LogFile> files(String pattern) throws IOException {
        try {
            return new FileListing(List.of(pattern)).files();
        } catch (StepException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * The rows of a file as JSON Lines.
     *
     * @param rows to be closed by whoever reads them
     * @param bytesRead bytes of the file that were read so far, as it is stored
     */
    public record Content(InputStream rows, LongSupplier bytesRead) {}

    /**
     * The content of a file; its name says of what form it is.
     *
     * @throws IOException if the file cannot be read, or its name says that it is of a form that is not read
     */
    public static Content open(Path path) throws IOException {
        Packing packing = Packing.of(path.toString());
        if (packing == Packing.FOREIGN) {
            throw new IOException(
                    path + " is of a form that is not read; JSON Lines, plain or as .gz or .zst, and .parquet are");
        }
        try {
            return packing == Packing.PARQUET ? columns(path) : lines(path, packing);
        } catch (IOException e) {
            throw new IOException(path + " cannot be read: " + FileProblem.describe(e), e);
        }
    }

    private static Content columns(Path path) throws IOException {
        ParquetLines rows = new ParquetLines(path);
        return new Content(rows, rows::bytesRead);
    }

    private static Content lines(Path path, Packing packing) throws IOException {
        RowFile file = RowFile.open(path);
        try {
            return new Content(new BufferedInputStream(packing.unpack(file), 1 << 16), file::bytesRead);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Whether a file's name says that it is JSON Lines as they are. */
    public static boolean isPlain(Path path) {
        return Packing.of(path.toString()) == Packing.PLAIN;
    }

    /**
     * The rows of a file that {@link #isPlain}.
     *
     * @throws IOException if the file cannot be read
     */
    public static FileBlocks blocks(Path path) throws IOException {
        try {
            return FileBlocks.open(path, RowLimits.DEFAULT);
        } catch (IOException e) {
            throw new IOException(path + " cannot be read: " + FileProblem.describe(e), e);
        }
    }
}
