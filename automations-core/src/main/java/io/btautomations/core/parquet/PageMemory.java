package io.btautomations.core.parquet;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.bytes.ByteBufferAllocator;

/**
 * Large arrays that row groups and objects, written one after the other, leave to each other. New ones for each would
 * make garbage that a collector finds late. Keeps at most 64 MB that nobody uses. For one thread.
 */
public final class PageMemory {

    private static final int LEAST_KEPT_BYTES = 1 << 14;
    /** Larger arrays are not kept. */
    static final int MOST_KEPT_BYTES = 1 << 22;

    private static final long MOST_IDLE_BYTES = 64L << 20;

    private final Map<Integer, Deque<byte[]>> idle = new TreeMap<>();
    private long idleBytes;

    /** An array with room for at least {@code size} bytes, whatever they are. */
    byte[] take(int size) {
        if (size < LEAST_KEPT_BYTES || size > MOST_KEPT_BYTES) {
            return new byte[size];
        }
        int length = Integer.highestOneBit(size - 1) << 1;
        Optional<byte[]> found =
                Optional.ofNullable(idle.get(length)).flatMap(arrays -> Optional.ofNullable(arrays.pollLast()));
        idleBytes -= found.isPresent() ? length : 0;
        return found.orElseGet(() -> new byte[length]);
    }

    /** Takes back an array that is not used any more. */
    void giveBack(byte[] array) {
        boolean isKept = array.length >= LEAST_KEPT_BYTES
                && array.length <= MOST_KEPT_BYTES
                && Integer.bitCount(array.length) == 1
                && idleBytes + array.length <= MOST_IDLE_BYTES;
        if (isKept) {
            idle.computeIfAbsent(array.length, length -> new ArrayDeque<>()).addLast(array);
            idleBytes += array.length;
        }
    }

    /** As Parquet's library asks for memory. */
    ByteBufferAllocator allocator() {
        return new ByteBufferAllocator() {
            @Override
            public ByteBuffer allocate(int size) {
                return ByteBuffer.wrap(take(size), 0, size).slice();
            }

            @Override
            public void release(ByteBuffer buffer) {
                giveBack(buffer.array());
            }

            @Override
            public boolean isDirect() {
                return false;
            }
        };
    }
}
