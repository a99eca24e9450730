package io.btautomations.engine.query;

import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.btql.scan.PathTrie;
import io.btautomations.btql.scan.RowScanner;
import io.btautomations.btql.scan.RowScanners;
import io.btautomations.btql.scan.Slots;
import io.btautomations.core.parquet.Column;
import io.btautomations.core.parquet.ParquetCodec;
import io.btautomations.core.parquet.ParquetRows;
import io.btautomations.core.parquet.RowSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows as Parquet, with a column for each member of the rows and of the type that all of its values have; where
 * they have several, the column holds JSON text. What no column can hold exactly is in the column {@code extra}, an
 * object. Null is as good as missing. Nothing is written before the last row is known.
 */
public final class ParquetWriter implements ResultWriter {

    private static final int MOST_COLUMNS = 1_000;
    private static final int DEEPEST = 1_000;
    private static final long ROW_GROUP_BYTES = 32L << 20;

    private final OutputStream out;
    private final RowSpool spool;

    /**
     * @param columns of the result in order; if there are none, those of the rows
     * @param space for what does not fit in memory until all rows are known
     */
    public ParquetWriter(OutputStream out, List<String> columns, SpillSpace space) {
        this.out = out;
        this.spool = new RowSpool(columns, space);
    }

    @Override
    public void accept(ResultRow row) throws IOException {
        spool.add(row);
    }

    @Override
    public void finish() throws IOException {
        RowSchema schema = schema();
        PathTrie paths = PathTrie.ofKeys(schema.names().stream().map(List::of).toList());
        RowScanner scanner = RowScanners.plain().validating(paths, DEEPEST);
        Slots slots = paths.newSlots();
        try (ParquetRows rows = new ParquetRows(out, schema, ParquetCodec.ZSTD, ROW_GROUP_BYTES)) {
            spool.replayBytes(row -> {
                if (!scanner.scan(row, 0, row.length, slots)) {
                    throw new IOException("a row of the result is nested too deeply for Parquet");
                }
                rows.write(row, 0, row.length, slots);
            });
            rows.finish();
        }
    }

    private RowSchema schema() throws IOException {
        List<String> names = spool.columns();
        ColumnTypes[] types = new ColumnTypes[names.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = new ColumnTypes();
        }
        spool.replay(values -> {
            for (int i = 0; i < types.length; i++) {
                types[i].add(values.get(i));
            }
        });
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < types.length && columns.size() < MOST_COLUMNS; i++) {
            if (canBeColumn(names.get(i))) {
                columns.add(Column.of(names.get(i), types[i].common()));
            }
        }
        return RowSchema.of(columns);
    }

    /** Whether readers of Parquet can say that name. */
    private static boolean canBeColumn(String name) {
        return !name.isEmpty()
                && !name.equals(RowSchema.EXTRA)
                && name.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
