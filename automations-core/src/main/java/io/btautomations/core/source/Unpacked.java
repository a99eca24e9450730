package io.btautomations.core.source;

import io.btautomations.core.parquet.ParquetLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is in a stretch of a file that is not plain.
 *
 * @param length of the rows, in bytes
 * @param rows how many
 * @param mark length of the byte order mark before the first row
 */
record Unpacked(long length, long rows, int mark) {

    private static final int BLOCK = 1 << 16;

    /**
     * Reads the rows in {@code [from, to)} of the file as a test.
     *
     * @throws IOException if it is broken or incomplete
     */
    static Unpacked of(LogFile file, long from, long to) throws IOException {
        RowCounter counter = new RowCounter();
        byte[] block = new byte[BLOCK];
        long length = 0;
        int mark = 0;
        try (InputStream content = open(file, from, to)) {
            for (int count = content.readNBytes(block, 0, BLOCK);
                    count > 0;
                    count = content.readNBytes(block, 0, BLOCK)) {
                mark = length == 0 && from == 0 ? ByteOrderMark.lengthIn(block, count) : mark;
                for (int index = length == 0 ? mark : 0; index < count; ) {
                    index = counter.nextLine(block, index, count);
                }
                length += count;
            }
        }
        counter.endLine();
        return new Unpacked(length, counter.rows(), mark);
    }

    /** The rows in {@code [from, to)} of the file, all of it if it is Parquet. */
    static InputStream open(LogFile file, long from, long to) throws IOException {
        if (file.packing() == Packing.PARQUET) {
            return new ParquetLines(file.path());
        }
        Segment segment = new Segment(file.path(), from, to);
        try {
            return file.packing().unpack(segment);
        } catch (IOException e) {
            segment.close();
            throw e;
        }
    }

    /** The {@link ContentCheck} of the first {@code length} bytes of rows; empty if there are fewer. */
    static Optional<String> check(LogFile file, long length) throws IOException {
        int head = (int) Math.min(ContentCheck.EDGE, length);
        int tail = (int) Math.min(ContentCheck.EDGE, length - head);
        try (InputStream content = open(file, 0, file.size())) {
            byte[] edges = Arrays.copyOf(content.readNBytes(head), head + tail);
            boolean isLongEnough = skip(content, length - head - tail) && content.readNBytes(edges, head, tail) == tail;
            return isLongEnough ? Optional.of(ContentCheck.of(edges, length)) : Optional.empty();
        }
    }

    private static boolean skip(InputStream content, long count) throws IOException {
        long left = count;
        byte[] block = new byte[BLOCK];
        while (left > 0) {
            int read = content.read(block, 0, (int) Math.min(BLOCK, left));
            if (read < 0) {
                return false;
            }
            left -= read;
        }
        return true;
    }
}
