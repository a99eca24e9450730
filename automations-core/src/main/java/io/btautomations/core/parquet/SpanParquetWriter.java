package io.btautomations.core.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;

/**
 * Writes rows as a Parquet file of {@link SpanColumns}. Equal rows give equal bytes. Memory is that of a row group. For
 * one thread.
 */
public final class SpanParquetWriter implements AutoCloseable {

    private static final int PAGE_BYTES = 1 << 20;

    private final ParquetWriter<Row> writer;

    /**
     * A writer onto {@code sink}, which it does not close.
     *
     * @param rowGroupBytes size of a row group in memory, before compression
     */
    public SpanParquetWriter(OutputStream sink, ParquetCodec codec, long rowGroupBytes) throws IOException {
        Builder builder = new Builder(new SinkFile(sink))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new PageCodecs())
                .withCompressionCodec(codec.codec())
                .withRowGroupSize(rowGroupBytes)
                .withPageSize(PAGE_BYTES)
                .withDictionaryEncoding(false);
        for (String name : new String[] {"project_id", "org_id", "log_id", "experiment_id", "dataset_id"}) {
            builder = builder.withDictionaryEncoding(name, true);
        }
        this.writer = builder.build();
    }

    /** Name of the schema, with its version. */
    public static String schema() {
        return SpanColumns.SCHEMA_ID;
    }

    /** Adds a row: one whole JSON object. */
    public void write(byte[] bytes, int from, int to) throws IOException {
        try {
            writer.write(new Row(bytes, from, to));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {

        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
            return new SpanWriteSupport();
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
            throw new UnsupportedOperationException("there is no Hadoop here");
        }
    }
}
