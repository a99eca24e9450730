package io.btautomations.core.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/** True and false, a bit each. */
final class BooleanLeaf extends LeafWriter {

    private final ValueBytes flags;
    private int pending;
    private int pendingCount;
    private boolean hasFalse;
    private boolean hasTrue;

    BooleanLeaf(ColumnDescriptor column, PageWriter pages, PageMemory memory) {
        super(column, pages, true);
        this.flags = new ValueBytes(memory);
    }

    void add(boolean flag, int repetition) throws IOException {
        present(repetition);
        hasFalse |= !flag;
        hasTrue |= flag;
        pending |= (flag ? 1 : 0) << pendingCount++;
        if (pendingCount == Byte.SIZE) {
            flush();
        }
    }

    @Override
    int pendingBytes() {
        return flags.size();
    }

    @Override
    void release() {
        flags.release();
    }

    @Override
    BytesInput values() {
        if (pendingCount > 0) {
            flush();
        }
        return flags.input();
    }

    @Override
    Encoding encoding() {
        return Encoding.PLAIN;
    }

    @Override
    void describe(Statistics<?> page) {
        if (hasFalse) {
            page.updateStats(false);
        }
        if (hasTrue) {
            page.updateStats(true);
        }
    }

    @Override
    void clear() {
        flags.clear();
        hasFalse = false;
        hasTrue = false;
    }

    private void flush() {
        flags.write(pending);
        pending = 0;
        pendingCount = 0;
    }
}
