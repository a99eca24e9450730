package io.btautomations.core.export;

import com.github.luben.zstd.ZstdOutputStream;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** How rows become the bytes of an object. Equal rows give equal bytes, however they are handed over. */
record Encoding(ExportFormat format, Compression compression, int batchRows) {

    private static final int GZIP_LEVEL = 3;
    private static final int ZSTD_LEVEL = 3;

    static Encoding of(Settings settings) {
        return new Encoding(
                settings.get(ExportSettings.FORMAT),
                settings.get(ExportSettings.COMPRESSION),
                Math.toIntExact(settings.get(ExportSettings.BATCH_SIZE)));
    }

    /** Of keys, with its dot. */
    String extension() {
        return switch (compression) {
            case NONE -> ".jsonl";
            case GZIP -> ".jsonl.gz";
            case ZSTD -> ".jsonl.zst";
        };
    }

    String contentType() {
        return switch (compression) {
            case NONE -> "application/x-ndjson";
            case GZIP -> "application/gzip";
            case ZSTD -> "application/zstd";
        };
    }

    /** Names the form of the rows in the commit log. */
    String schema() {
        return "json-lines/1";
    }

    /** What the encoder needs to find in each row. */
    RowPaths paths() {
        return RowPaths.of(List.of());
    }

    /** An encoder onto {@code sink}, which it does not close. */
    RowEncoder open(OutputStream sink) throws IOException {
        return new JsonLinesEncoder(
                switch (compression) {
                    case NONE -> sink;
                    case GZIP -> new LeveledGzipStream(sink);
                    case ZSTD -> new ZstdOutputStream(sink, ZSTD_LEVEL).setChecksum(true);
                },
                batchRows);
    }

    private static final class LeveledGzipStream extends GZIPOutputStream {

        LeveledGzipStream(OutputStream sink) throws IOException {
            super(sink, 1 << 13);
            def.setLevel(GZIP_LEVEL);
        }
    }
}
