package io.btautomations.core.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** The columns of a row group. Parquet's own reader of files does not run without Hadoop. */
final class RowGroupPages implements PageReadStore {

    private final SourceFile file;
    private final BlockMetaData group;

    RowGroupPages(SourceFile file, BlockMetaData group) {
        this.file = file;
        this.group = group;
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        ColumnChunkMetaData chunk = group.getColumns().stream()
                .filter(candidate -> Arrays.equals(candidate.getPath().toArray(), column.getPath()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "a row group lacks the column " + String.join(".", column.getPath())));
        try {
            return new ColumnPages(file.part(chunk.getStartingPos(), chunk.getTotalSize()), chunk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long getRowCount() {
        return group.getRowCount();
    }
}
