package io.btautomations.core.source.file;

import io.btautomations.btql.row.ByteOrderMark;
import io.btautomations.core.parquet.ParquetLines;
import io.btautomations.core.source.log.RowCounter;
import java.io.IOException;
import java.io.InputStream;

/**
 * What is in a stretch of a file that is not plain.
 *
 * @param length of the rows, in bytes
 * @param rows how many
 * @param mark length of the byte order mark before the first row
 */
public record Unpacked(long length, long rows, int mark) {

    private static final int BLOCK = 1 << 16;

    /**
     * Reads the rows in {@code [from, to)} of the file as a test.
     *
     * @throws IOException if it is broken or incomplete
     */
    public static Unpacked of(LogFile file, long from, long to) throws IOException {
        RowCounter counter = new RowCounter();
        byte[] block = new byte[BLOCK];
        long length = 0;
        int mark = 0;
        try (InputStream content = open(file, from, to)) {
            for (int count = content.readNBytes(block, 0, BLOCK);
                    count > 0;
                    count = content.readNBytes(block, 0, BLOCK)) {
                mark = length == 0 && from == 0 ? ByteOrderMark.lengthAt(block, 0, count) : mark;
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
    public static InputStream open(LogFile file, long from, long to) throws IOException {
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
}
