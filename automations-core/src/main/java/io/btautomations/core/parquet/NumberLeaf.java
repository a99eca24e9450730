package io.btautomations.core.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** Numbers of 64 bits. */
abstract sealed class NumberLeaf extends LeafWriter permits LongLeaf, DoubleLeaf {

    private final ValueBytes numbers;

    NumberLeaf(ColumnDescriptor column, PageWriter pages, PageMemory memory) {
        super(column, pages, true);
        this.numbers = new ValueBytes(memory);
    }

    /** Adds the number with these bits. */
    final void addBits(long bits, int repetition) throws IOException {
        present(repetition);
        numbers.putLong(bits);
    }

    /** Tells the least and the greatest number of the page that ends; it has one. */
    abstract void tellBounds(Statistics<?> page);

    /** Forgets the least and the greatest number. */
    abstract void clearBounds();

    @Override
    final int pendingBytes() {
        return numbers.size();
    }

    @Override
    final void release() {
        numbers.release();
    }

    @Override
    final BytesInput values() {
        return numbers.input();
    }

    @Override
    final Encoding encoding() {
        return Encoding.PLAIN;
    }

    @Override
    final void describe(Statistics<?> page) {
        if (numbers.size() > 0) {
            tellBounds(page);
        }
    }

    @Override
    final void clear() {
        numbers.clear();
        clearBounds();
    }
}
