package io.btautomations.core.export;

import io.btautomations.core.parquet.ParquetRows;
import java.io.IOException;

/** Rows as Parquet. */
final class ParquetEncoder implements RowEncoder {

    private final ParquetRows rows;

    ParquetEncoder(ParquetRows rows) {
        this.rows = rows;
    }

    @Override
    public void write(ExportRows row) throws IOException {
        rows.write(row.bytes(), row.start(), row.end(), row.slots());
    }

    @Override
    public void finish() throws IOException {
        rows.finish();
    }

    @Override
    public void close() {
        rows.close();
    }
}
