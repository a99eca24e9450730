package io.btautomations.core.export;

import io.btautomations.core.parquet.PageMemory;
import io.btautomations.core.parquet.ParquetCodec;
import io.btautomations.core.parquet.ParquetRows;
import io.btautomations.core.parquet.RowSchema;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.io.OutputStream;

/** Rows in columns. */
record ParquetEncoding(RowSchema schemaOfRows, ParquetCodec codec, long rowGroupBytes, PageMemory memory)
        implements Encoding {

    /** The schema that is set. */
    static RowSchema schema(Settings settings) {
        return switch (settings.get(ExportSettings.ROW_SHAPE)) {
            case SPANS -> RowSchema.SPANS;
            case TRACES -> RowSchema.TRACES;
            case COLUMNS -> settings.get(ExportSettings.COLUMNS);
        };
    }

    @Override
    public String name() {
        return ExportFormat.PARQUET.value() + " " + schema();
    }

    @Override
    public String schema() {
        return schemaOfRows.id();
    }

    @Override
    public String extension() {
        return ".parquet";
    }

    @Override
    public String contentType() {
        return "application/vnd.apache.parquet";
    }

    @Override
    public RowPaths paths() {
        return RowPaths.of(schemaOfRows.names());
    }

    @Override
    public RowEncoder open(OutputStream sink) throws IOException {
        return new ParquetEncoder(new ParquetRows(sink, schemaOfRows, codec, rowGroupBytes, memory));
    }
}
