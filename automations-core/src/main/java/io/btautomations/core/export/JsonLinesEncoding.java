package io.btautomations.core.export;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Rows as they came, a line each. */
record JsonLinesEncoding(Compression compression, int batchRows) implements Encoding {

    private static final int GZIP_LEVEL = 3;
    private static final int ZSTD_LEVEL = 3;

    @Override
    public String name() {
        return ExportFormat.JSON_LINES.value();
    }

    @Override
    public String schema() {
        return "json-lines/1";
    }

    @Override
    public String extension() {
        return switch (compression) {
            case NONE -> ".jsonl";
            case GZIP -> ".jsonl.gz";
            case ZSTD -> ".jsonl.zst";
        };
    }

    @Override
    public String contentType() {
        return switch (compression) {
            case NONE -> "application/x-ndjson";
            case GZIP -> "application/gzip";
            case ZSTD -> "application/zstd";
        };
    }

    @Override
    public RowPaths paths() {
        return RowPaths.of(List.of());
    }

    @Override
    public RowEncoder open(OutputStream sink) throws IOException {
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
