package io.btautomations.core.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** Finite 64-bit floats. */
final class DoubleLeaf extends NumberLeaf {

    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    DoubleLeaf(ColumnDescriptor column, PageWriter pages, PageMemory memory) {
        super(column, pages, memory);
    }

    void add(double number, int repetition) throws IOException {
        addBits(Double.doubleToRawLongBits(number), repetition);
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
    }

    @Override
    void tellBounds(Statistics<?> page) {
        page.updateStats(least);
        page.updateStats(greatest);
    }

    @Override
    void clearBounds() {
        least = Double.POSITIVE_INFINITY;
        greatest = Double.NEGATIVE_INFINITY;
    }
}
