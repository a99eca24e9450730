package io.btautomations.core.export;

import io.btautomations.core.parquet.PageMemory;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.io.OutputStream;

/** How rows become the bytes of an object. Equal rows give equal bytes, however they are handed over. */
interface Encoding {

    /** The encoding that is set. */
    static Encoding of(Settings settings) {
        return switch (settings.get(ExportSettings.FORMAT)) {
            case JSON_LINES ->
                new JsonLinesEncoding(
                        settings.get(ExportSettings.COMPRESSION),
                        Math.toIntExact(settings.get(ExportSettings.BATCH_SIZE)));
            case PARQUET ->
                new ParquetEncoding(
                        ParquetEncoding.schema(settings),
                        settings.get(ExportSettings.PARQUET_COMPRESSION),
                        settings.get(ExportSettings.ROW_GROUP_SIZE),
                        new PageMemory());
        };
    }

    /** What may not change while a generation lasts, for a user. */
    String name();

    /** Names the form of the rows in the commit log. */
    String schema();

    /** Of keys, with its dot. */
    String extension();

    String contentType();

    /** What an encoder needs to find in each row. */
    RowPaths paths();

    /** An encoder onto {@code sink}, which it does not close. */
    RowEncoder open(OutputStream sink) throws IOException;
}
