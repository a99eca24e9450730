package io.btautomations.core.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Util;

/** What the end of a Parquet file says of the whole. */
public final class ParquetFooter {

    /** Footers are not longer than this, in bytes. */
    private static final int MOST_BYTES = 16 << 20;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER_BYTES = 8;
    private static final int BUFFER_BYTES = 1 << 16;

    private ParquetFooter() {}

    /**
     * Number of rows of a file.
     *
     * @param file the whole file; is read to its end
     * @throws IOException if it is no Parquet file
     */
    public static long rows(InputStream file) throws IOException {
        byte[] tail = tail(file);
        if (tail.length < TRAILER_BYTES
                || !Arrays.equals(Arrays.copyOfRange(tail, tail.length - MAGIC.length, tail.length), MAGIC)) {
            throw new IOException("this is no Parquet file");
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(tail.length - TRAILER_BYTES);
        if (length < 0 || length > tail.length - TRAILER_BYTES) {
            throw new IOException("the Parquet footer is cut off");
        }
        int from = tail.length - TRAILER_BYTES - length;
        return Util.readFileMetaData(new ByteArrayInputStream(tail, from, length), true)
                .getNum_rows();
    }

    private static byte[] tail(InputStream file) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
            kept.write(buffer, 0, read);
            if (kept.size() > 2 * MOST_BYTES) {
                byte[] all = kept.toByteArray();
                kept.reset();
                kept.write(all, all.length - MOST_BYTES, MOST_BYTES);
            }
        }
        return kept.toByteArray();
    }
}
