package io.btautomations.core.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** Finite 64-bit floats. */
final class DoubleLeaf extends LeafWriter {

    private final ValueBytes numbers;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    DoubleLeaf(ColumnDescriptor column, PageWriter pages, PageMemory memory) {
        super(column, pages, true);
        this.numbers = new ValueBytes(memory);
    }

    void add(double number, int repetition) throws IOException {
        present(repetition);
        numbers.putLong(Double.doubleToRawLongBits(number));
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
    }

    @Override
    int pendingBytes() {
        return numbers.size();
    }

    @Override
    void release() {
        numbers.release();
    }

    @Override
    BytesInput values() {
        return numbers.input();
    }

    @Override
    Encoding encoding() {
        return Encoding.PLAIN;
    }

    @Override
    void describe(Statistics<?> page) {
        if (numbers.size() > 0) {
            page.updateStats(least);
            page.updateStats(greatest);
        }
    }

    @Override
    void clear() {
        numbers.clear();
        least = Double.POSITIVE_INFINITY;
        greatest = Double.NEGATIVE_INFINITY;
    }
}
