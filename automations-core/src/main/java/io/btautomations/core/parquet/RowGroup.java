package io.btautomations.core.parquet;

import static org.apache.parquet.column.ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** Rows in memory, in columns, until they are written as a row group; then others. For one thread. */
final class RowGroup implements AutoCloseable {

    private final MessageType type;
    private final ExtraMembers extras;
    private final BytesInputCompressor compressor;
    private final PageMemory memory;
    private final List<LeafWriter> leaves = new ArrayList<>();
    private final ColumnWriter[] columns;
    private final TextLeaf extra;
    private final BitSet unheld = new BitSet();
    private ColumnChunkPageWriteStore store;
    private long rows;

    RowGroup(RowSchema schema, MessageType type, BytesInputCompressor compressor, PageMemory memory) {
        this.type = type;
        this.extras = new ExtraMembers(schema, memory);
        this.compressor = compressor;
        this.memory = memory;
        this.store = newStore(type, compressor, memory);
        this.columns = new ColumnWriter[schema.columns().size()];
        for (int slot = 0; slot < columns.length; slot++) {
            columns[slot] = writer(schema.columns().get(slot));
        }
        this.extra = text(false, false, RowSchema.EXTRA);
    }

    /** Adds a row. */
    void add(RowAtHand row) throws IOException {
        unheld.clear();
        for (int slot = 0; slot < columns.length; slot++) {
            switch (row.slots().kind(slot)) {
                case MISSING, NULL -> columns[slot].absent();
                default -> {
                    if (!columns[slot].write(row, slot)) {
                        unheld.set(slot);
                    }
                }
            }
        }
        if (extras.find(row, unheld)) {
            extra.add(extras.array(), 0, extras.size(), 0);
        } else {
            extra.absent(0, 0);
        }
        rows++;
    }

    /** Bytes in memory: the pages that are finished, compressed, and those that are not. */
    long bytes() {
        long bytes = 0;
        for (LeafWriter leaf : leaves) {
            bytes += leaf.bufferedBytes();
        }
        return bytes;
    }

    /** Writes the rows, if there are any, and begins another group. */
    void writeTo(ParquetFileWriter file) throws IOException {
        if (rows > 0) {
            for (LeafWriter leaf : leaves) {
                leaf.finish();
            }
            file.startBlock(rows);
            store.flushToFileWriter(file);
            file.endBlock();
            store.close();
            store = newStore(type, compressor, memory);
            for (LeafWriter leaf : leaves) {
                leaf.begin(store.getPageWriter(leaf.column()));
            }
            rows = 0;
        }
    }

    @Override
    public void close() {
        store.close();
        leaves.forEach(LeafWriter::release);
        extras.release();
    }

    private static ColumnChunkPageWriteStore newStore(
            MessageType type, BytesInputCompressor compressor, PageMemory memory) {
        return new ColumnChunkPageWriteStore(
                compressor, type, memory.allocator(), DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH, true);
    }

    private ColumnWriter writer(Column column) {
        String name = column.name();
        return switch (column.type()) {
            case TEXT -> new TextColumn(text(true, column.repetitive(), name));
            case JSON -> new JsonColumn(text(false, column.repetitive(), name)); // nobody seeks by the order of JSON
            case TIMESTAMP -> new TimestampColumn(whole(name));
            case LONG -> new LongColumn(whole(name));
            case DOUBLE -> new DoubleColumn(number(name));
            case BOOLEAN -> {
                ColumnDescriptor leaf = type.getColumnDescription(new String[] {name});
                yield new BooleanColumn(kept(new BooleanLeaf(leaf, store.getPageWriter(leaf), memory)));
            }
            case TEXT_LIST -> new TextListColumn(text(true, column.repetitive(), name, "list", "element"));
            case NUMBER_MAP ->
                new NumberMapColumn(
                        text(true, column.repetitive(), name, "key_value", "key"), number(name, "key_value", "value"));
        };
    }

    private TextLeaf text(boolean ordered, boolean repetitive, String... path) {
        ColumnDescriptor leaf = type.getColumnDescription(path);
        return kept(new TextLeaf(leaf, store.getPageWriter(leaf), memory, ordered, repetitive));
    }

    private LongLeaf whole(String... path) {
        ColumnDescriptor leaf = type.getColumnDescription(path);
        return kept(new LongLeaf(leaf, store.getPageWriter(leaf), memory));
    }

    private DoubleLeaf number(String... path) {
        ColumnDescriptor leaf = type.getColumnDescription(path);
        return kept(new DoubleLeaf(leaf, store.getPageWriter(leaf), memory));
    }

    private <T extends LeafWriter> T kept(T leaf) {
        leaves.add(leaf);
        return leaf;
    }
}
