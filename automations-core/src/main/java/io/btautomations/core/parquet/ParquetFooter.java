package io.btautomations.core.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** What stands at the end of a Parquet object. */
public final class ParquetFooter {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER_BYTES = 8;

    private static final int LARGEST_FOOTER = 1 << 29;

    private ParquetFooter() {}

    /** What the footer of a file says: schema, row groups, and where their columns lie. */
    static ParquetMetadata read(SourceFile file) throws IOException {
        long size = file.size();
        byte[] trailer = size < MAGIC.length + TRAILER_BYTES
                ? new byte[TRAILER_BYTES]
                : file.bytes(size - TRAILER_BYTES, TRAILER_BYTES);
        if (Arrays.equals(trailer, 4, TRAILER_BYTES, ENCRYPTED, 0, ENCRYPTED.length)) {
            throw new IOException("it is encrypted");
        }
        if (!Arrays.equals(trailer, 4, TRAILER_BYTES, MAGIC, 0, MAGIC.length)
                || !Arrays.equals(file.bytes(0, MAGIC.length), MAGIC)) {
            throw new IOException("it does not begin and end as a Parquet file does; is it cut off?");
        }
        int length = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 0 || length > LARGEST_FOOTER || length > size - TRAILER_BYTES) {
            throw new IOException("it is damaged: its footer says that it has " + length + " bytes");
        }
        byte[] footer = file.bytes(size - TRAILER_BYTES - length, length);
        try {
            return new ParquetMetadataConverter()
                    .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(footer)));
        } catch (IOException e) {
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Number of rows of the object.
     *
     * @param tail its last bytes, the whole footer among them
     * @throws IOException if they hold no footer
     */
    public static long rows(byte[] tail) throws IOException {
        int end = tail.length - TRAILER_BYTES;
        if (end < 0 || !Arrays.equals(tail, end + 4, tail.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("the object does not end as Parquet does");
        }
        int length =
                ByteBuffer.wrap(tail, end, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 0 || length > end) {
            throw new IOException("the object's footer has " + length + " bytes, more than were read");
        }
        return Util.readFileMetaData(new ByteArrayInputStream(tail, end - length, length), true)
                .getNum_rows();
    }
}
