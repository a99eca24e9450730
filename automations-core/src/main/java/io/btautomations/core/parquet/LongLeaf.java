package io.btautomations.core.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** Whole numbers of 64 bits. */
final class LongLeaf extends NumberLeaf {

    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    LongLeaf(ColumnDescriptor column, PageWriter pages, PageMemory memory) {
        super(column, pages, memory);
    }

    void add(long number, int repetition) throws IOException {
        addBits(number, repetition);
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
        least = Long.MAX_VALUE;
        greatest = Long.MIN_VALUE;
    }
}
