package io.btautomations.core.parquet;

import java.io.IOException;
import java.util.List;

/** Parquet files for tests of what reads them. */
public final class ParquetSample {

    private ParquetSample() {}

    /** A file of these rows, JSON objects, in row groups of a few rows. */
    public static byte[] of(List<String> rows) throws IOException {
        return ParquetRowsProperties.write(RowSchema.SPANS, ParquetCodec.ZSTD, rows, 2000);
    }
}
