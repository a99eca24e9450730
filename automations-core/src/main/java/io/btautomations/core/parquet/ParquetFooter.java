package io.btautomations.core.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Util;

/** What stands at the end of a Parquet object. */
public final class ParquetFooter {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER_BYTES = 8;

    private ParquetFooter() {}

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
