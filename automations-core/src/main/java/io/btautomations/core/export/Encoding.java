package io.btautomations.core.export;

import com.github.luben.zstd.ZstdOutputStream;
import io.btautomations.core.parquet.ParquetCodec;
import io.btautomations.core.parquet.SpanParquetWriter;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How rows become the bytes of an object. Equal rows give equal bytes, however they are handed over. */
sealed interface Encoding {

    static Encoding of(Settings settings) {
        return switch (settings.get(ExportSettings.FORMAT)) {
            case JSON_LINES ->
                new JsonLines(
                        settings.get(ExportSettings.COMPRESSION),
                        Math.toIntExact(settings.get(ExportSettings.BATCH_SIZE)));
            case PARQUET ->
                new Parquet(
                        settings.get(ExportSettings.PARQUET_COMPRESSION), settings.get(ExportSettings.ROW_GROUP_SIZE));
        };
    }

    ExportFormat format();

    /** Of keys, with its dot. */
    String extension();

    String contentType();

    /** Names the form of the rows in the commit log. */
    String schema();

    /** An encoder onto {@code sink}, which it does not close. */
    RowEncoder open(OutputStream sink) throws IOException;

    /** A line for each row. */
    record JsonLines(Compression compression, int batchRows) implements Encoding {

        private static final int GZIP_LEVEL = 3;
        private static final int ZSTD_LEVEL = 3;

        @Override
        public ExportFormat format() {
            return ExportFormat.JSON_LINES;
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
        public String schema() {
            return "json-lines/1";
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

    /** A row of columns for each row. */
    record Parquet(ParquetCodec codec, long rowGroupBytes) implements Encoding {

        @Override
        public ExportFormat format() {
            return ExportFormat.PARQUET;
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
        public String schema() {
            return SpanParquetWriter.schema();
        }

        @Override
        public RowEncoder open(OutputStream sink) throws IOException {
            return new ParquetEncoder(sink, codec, rowGroupBytes);
        }
    }
}
