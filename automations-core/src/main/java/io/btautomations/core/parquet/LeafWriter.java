package io.btautomations.core.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.schema.PrimitiveType;

/**
 * One leaf column of row groups: its values with the levels that say where they belong, cut into pages. A page ends
 * before the row that follows its size, so that pages begin with a row. For one thread.
 */
abstract class LeafWriter {

    /** Size of values at which a page ends, before compression. */
    static final int PAGE_BYTES = 1 << 20;

    private static final int PAGE_ROWS = 20_000;
    private static final int FIRST_LEVEL_BYTES = 64;

    private final ColumnDescriptor column;
    private final PrimitiveType type;
    private final int deepest;
    private final boolean ordered;
    private final Optional<RunLengthBitPackingHybridEncoder> repetitions;
    private final RunLengthBitPackingHybridEncoder definitions;
    private PageWriter pages;
    private Statistics<?> statistics;
    private int entries;
    private int rows;
    private int absent;

    /** @param ordered whether the least and the greatest value of a page are worth telling */
    LeafWriter(ColumnDescriptor column, PageWriter pages, boolean ordered) {
        this.column = column;
        this.pages = pages;
        this.type = column.getPrimitiveType();
        this.deepest = column.getMaxDefinitionLevel();
        this.ordered = ordered;
        this.repetitions = column.getMaxRepetitionLevel() == 0
                ? Optional.empty()
                : Optional.of(levels(width(column.getMaxRepetitionLevel())));
        this.definitions = levels(width(deepest));
        this.statistics = newStatistics();
    }

    final ColumnDescriptor column() {
        return column;
    }

    /** Begins another row group, whose pages go to {@code target}. */
    void begin(PageWriter target) {
        pages = target;
    }

    /** Adds that there is no value, because a part of its path above {@code definition} is not there. */
    final void absent(int repetition, int definition) throws IOException {
        level(repetition, definition);
        absent++;
    }

    /** Adds the levels of a value that is there. */
    final void present(int repetition) throws IOException {
        level(repetition, deepest);
    }

    /** Bytes in memory, of the pages that are finished too. */
    final long bufferedBytes() {
        return pendingBytes() + pages.getMemSize();
    }

    /** Writes all that is pending, after which another row group may begin. */
    final void finish() throws IOException {
        if (rows > 0) {
            endPage();
        }
        endGroup(pages);
    }

    /** Ends what a row group has besides its pages of values. */
    void endGroup(PageWriter target) throws IOException {}

    /** Bytes of the values that are in no page yet. */
    abstract int pendingBytes();

    /** Leaves the memory of values to others, after which there may be no more. */
    abstract void release();

    /** Values of the page that ends. */
    abstract BytesInput values() throws IOException;

    abstract Encoding encoding();

    /** Tells about the values of the page that ends. */
    abstract void describe(Statistics<?> page);

    /** Prepares for another page. */
    abstract void clear();

    /** Whether the next row begins another page. */
    boolean isPageFull() {
        return pendingBytes() >= PAGE_BYTES;
    }

    /** Bits that numbers up to {@code most} need. */
    static int width(int most) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(most);
    }

    static RunLengthBitPackingHybridEncoder levels(int width) {
        return new RunLengthBitPackingHybridEncoder(
                width, FIRST_LEVEL_BYTES, PAGE_BYTES, HeapByteBufferAllocator.getInstance());
    }

    private void level(int repetition, int definition) throws IOException {
        if (repetition == 0) {
            if (rows == PAGE_ROWS || isPageFull()) {
                endPage();
            }
            rows++;
        }
        if (repetitions.isPresent()) {
            repetitions.get().writeInt(repetition);
        }
        definitions.writeInt(definition);
        entries++;
    }

    private void endPage() throws IOException {
        List<BytesInput> parts = new ArrayList<>();
        if (repetitions.isPresent()) {
            addLevels(parts, repetitions.get());
        }
        addLevels(parts, definitions);
        parts.add(values());
        if (ordered) {
            statistics.incrementNumNulls(absent);
            describe(statistics);
        }
        pages.writePage(BytesInput.concat(parts), entries, rows, statistics, Encoding.RLE, Encoding.RLE, encoding());
        repetitions.ifPresent(RunLengthBitPackingHybridEncoder::reset);
        definitions.reset();
        clear();
        statistics = newStatistics();
        entries = 0;
        rows = 0;
        absent = 0;
    }

    private static void addLevels(List<BytesInput> parts, RunLengthBitPackingHybridEncoder levels) throws IOException {
        BytesInput bytes = levels.toBytes();
        parts.add(BytesInput.fromInt(Math.toIntExact(bytes.size())));
        parts.add(bytes);
    }

    private Statistics<?> newStatistics() {
        return ordered ? Statistics.createStats(type) : Statistics.noopStats(type);
    }
}
