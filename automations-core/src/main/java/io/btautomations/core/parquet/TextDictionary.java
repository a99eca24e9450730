package io.btautomations.core.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Different texts, numbered from 0 as they came. For one thread. */
final class TextDictionary {

    private static final int MOST_TEXTS = 1 << 12;
    private static final int MOST_BYTES = 1 << 16;
    private static final int NONE = -1;

    private final ValueBytes page;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int[] table = emptyTable(64);
    private int size;
    private int last = NONE;

    TextDictionary(PageMemory memory) {
        page = new ValueBytes(memory);
    }

    int size() {
        return size;
    }

    /** Whether it is so large that it does not pay any more. */
    boolean isFull() {
        return size >= MOST_TEXTS || page.size() >= MOST_BYTES;
    }

    /** The number of a text, which is added if it is new. */
    int number(byte[] bytes, int from, int to) {
        if (last == NONE || !is(last, bytes, from, to)) {
            last = find(bytes, from, to);
        }
        return last;
    }

    /** All texts in their order, each behind its length. */
    BytesInput page() {
        return page.input();
    }

    /** Adds the texts of these numbers to {@code bounds}. */
    void addUsed(int[] numbers, int count, TextBounds bounds) {
        boolean[] seen = new boolean[size];
        for (int i = 0; i < count; i++) {
            int number = numbers[i];
            if (!seen[number]) {
                seen[number] = true;
                bounds.add(page.array(), starts[number], ends[number]);
            }
        }
    }

    /** Forgets all texts. */
    void clear() {
        page.clear();
        Arrays.fill(table, NONE);
        size = 0;
        last = NONE;
    }

    /** Leaves the memory of the texts to others, after which there may be no more. */
    void release() {
        page.release();
    }

    private int find(byte[] bytes, int from, int to) {
        int place = hash(bytes, from, to) & (table.length - 1);
        while (table[place] != NONE) {
            if (is(table[place], bytes, from, to)) {
                return table[place];
            }
            place = (place + 1) & (table.length - 1);
        }
        table[place] = size;
        return add(bytes, from, to);
    }

    private int add(byte[] bytes, int from, int to) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        page.putInt(to - from);
        starts[size] = page.size();
        page.put(bytes, from, to);
        ends[size] = page.size();
        size++;
        if (2 * size > table.length) {
            enlarge();
        }
        return size - 1;
    }

    private void enlarge() {
        table = emptyTable(2 * table.length);
        for (int number = 0; number < size; number++) {
            int place = hash(page.array(), starts[number], ends[number]) & (table.length - 1);
            while (table[place] != NONE) {
                place = (place + 1) & (table.length - 1);
            }
            table[place] = number;
        }
    }

    private boolean is(int number, byte[] bytes, int from, int to) {
        return Arrays.equals(page.array(), starts[number], ends[number], bytes, from, to);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 15);
    }

    private static int[] emptyTable(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, NONE);
        return empty;
    }
}
