package io.btautomations.core.parquet;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Bytes that grow. For one thread. */
final class ValueBytes extends OutputStream {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_BYTES = 256;
    private static final int MOST_KEPT_BYTES = 4 << 20;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    int size() {
        return size;
    }

    /** Holds what was put from its beginning on; until the next call that puts. */
    byte[] array() {
        return bytes;
    }

    @Override
    public void write(int oneByte) {
        reserve(1);
        bytes[size++] = (byte) oneByte;
    }

    @Override
    public void write(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, bytes, size, count);
        size += count;
    }

    /** Puts four bytes, the lowest first. */
    void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    /** Puts eight bytes, the lowest first. */
    void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Puts what {@code source} holds between {@code from} and {@code to}. */
    void put(byte[] source, int from, int to) {
        write(source, from, to - from);
    }

    /** What was put; valid until something else is. */
    BytesInput input() {
        return BytesInput.from(bytes, 0, size);
    }

    /** Forgets what was put, and gives much memory back. */
    void clear() {
        size = 0;
        if (bytes.length > MOST_KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    private void reserve(int count) {
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), 2 * bytes.length));
        }
    }
}
