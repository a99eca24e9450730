package io.btautomations.core.parquet;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** The least and the greatest of some texts, by their bytes. For one thread. */
final class TextBounds {

    private byte[] least = new byte[32];
    private int leastLength;
    private byte[] greatest = new byte[32];
    private int greatestLength;
    private boolean empty = true;

    void add(byte[] bytes, int from, int to) {
        if (empty || Arrays.compareUnsigned(bytes, from, to, least, 0, leastLength) < 0) {
            least = holding(least, bytes, from, to);
            leastLength = to - from;
        }
        if (empty || Arrays.compareUnsigned(bytes, from, to, greatest, 0, greatestLength) > 0) {
            greatest = holding(greatest, bytes, from, to);
            greatestLength = to - from;
        }
        empty = false;
    }

    /** Adds both to {@code page}, if there were texts. */
    void tell(Statistics<?> page) {
        if (!empty) {
            page.updateStats(Binary.fromConstantByteArray(Arrays.copyOf(least, leastLength)));
            page.updateStats(Binary.fromConstantByteArray(Arrays.copyOf(greatest, greatestLength)));
        }
    }

    void clear() {
        empty = true;
    }

    private static byte[] holding(byte[] target, byte[] bytes, int from, int to) {
        byte[] large = target.length >= to - from ? target : new byte[Math.max(to - from, 2 * target.length)];
        System.arraycopy(bytes, from, large, 0, to - from);
        return large;
    }
}
