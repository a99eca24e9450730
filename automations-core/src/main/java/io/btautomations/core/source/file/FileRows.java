package io.btautomations.core.source.file;

import io.btautomations.btql.row.ByteOrderMark;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.step.StepException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads rows of files. */
public final class FileRows {

    private static final int BLOCK = 1 << 16;

    private FileRows() {}

    /** Puts {@code [from, to)} of a file into {@code rows} and ends the last row. */
    public static void copy(Path path, long from, long to, RowSink rows) throws StepException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            rows.from(path.toUri().toString());
            byte[] block = new byte[(int) Math.min(BLOCK, to - from)];
            for (long offset = from; offset < to; ) {
                ByteBuffer buffer = ByteBuffer.wrap(block, 0, (int) Math.min(block.length, to - offset));
                int count = channel.read(buffer, offset);
                if (count < 0) {
                    throw new EOFException("it became shorter while it was being read");
                }
                rows.write(block, 0, count);
                offset += count;
            }
            rows.endRow();
        } catch (IOException e) {
            throw FileProblem.unreadable(path.toString(), e);
        }
    }

    /** Puts all rows of a file into {@code rows}, a half-written one left out. */
    public static void copyAll(LogFile file, RowSink rows) throws StepException {
        try (InputStream content = Unpacked.open(file, 0, end(file))) {
            rows.from(file.path().toUri().toString());
            byte[] block = new byte[BLOCK];
            int count = content.readNBytes(block, 0, ByteOrderMark.LENGTH);
            rows.write(block, ByteOrderMark.lengthAt(block, 0, count), count);
            for (count = content.read(block); count >= 0; count = content.read(block)) {
                rows.write(block, 0, count);
            }
            rows.endRow();
        } catch (IOException e) {
            throw FileProblem.unreadable(file, e);
        }
    }

    private static long end(LogFile file) throws IOException {
        if (file.packing() != Packing.PLAIN) {
            return file.size();
        }
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            return end(channel, file);
        }
    }

    /**
     * Puts the rows in {@code [from, to)} of a compressed file into {@code rows}: of their bytes at most {@code length}
     * behind the first {@code skip}.
     */
    public static void unpack(LogFile file, long from, long to, long skip, long length, RowSink rows)
            throws StepException {
        try (InputStream content = Unpacked.open(file, from, to)) {
            rows.from(file.path().toUri().toString());
            content.skipNBytes(skip);
            byte[] block = new byte[BLOCK];
            long left = length;
            int count = 0;
            while (left > 0 && count >= 0) {
                rows.write(block, 0, count);
                left -= count;
                count = content.read(block, 0, (int) Math.min(BLOCK, left));
            }
            rows.endRow();
        } catch (IOException e) {
            throw FileProblem.unreadable(file, e);
        }
    }

    /** Where the rows of the file end, a half-written one left out. */
    public static long end(FileChannel channel, LogFile file) throws IOException {
        long end = new LineScanner(channel).afterLastLineEnd(0, file.size());
        return LastRow.isWhole(channel, end, file) ? file.size() : end;
    }
}
