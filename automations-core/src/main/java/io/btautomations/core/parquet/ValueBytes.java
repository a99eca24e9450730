package io.btautomations.core.parquet;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;

/** Bytes that grow. For one thread. */
final class ValueBytes extends OutputStream {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_BYTES = 256;

    private final PageMemory memory;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    ValueBytes(PageMemory memory) {
        this.memory = memory;
    }

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

    /** Forgets what was put, and gives very much memory back. */
    void clear() {
        size = 0;
        if (bytes.length > PageMemory.MOST_KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    /** Forgets what was put, and leaves the memory to others. */
    void release() {
        size = 0;
        memory.giveBack(bytes);
        bytes = new byte[FIRST_BYTES];
    }

    private void reserve(int count) {
        if (count > bytes.length - size) {
            byte[] larger = memory.take(Math.max(Math.addExact(size, count), 2 * bytes.length));
            System.arraycopy(bytes, 0, larger, 0, size);
            memory.giveBack(bytes);
            bytes = larger;
        }
    }
}
