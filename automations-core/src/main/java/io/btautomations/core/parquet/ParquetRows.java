package io.btautomations.core.parquet;

import io.btautomations.btql.scan.Slots;
import java.io.Closeable;
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
 * Rows on their way into one Parquet object. Equal rows give equal bytes. Keeps one row group in memory. For one
 * thread.
 */
public final class ParquetRows implements Closeable {

    private static final int ROWS_BETWEEN_SIZE_CHECKS = 10;

    private final PageCodecs codecs = new PageCodecs();
    private final ParquetWriter<RowAtHand> writer;
    private boolean finished;

    /**
     * An object without rows.
     *
     * @param sink takes the object's bytes; not closed
     * @param rowGroupBytes size in memory at which a row group ends
     */
    public ParquetRows(OutputStream sink, RowSchema schema, ParquetCodec codec, long rowGroupBytes) throws IOException {
        Builder builder = new Builder(new SinkFile(sink), schema)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(codecs)
                .withCompressionCodec(codec.codec())
                .withRowGroupSize(rowGroupBytes)
                .withMinRowCountForPageSizeCheck(ROWS_BETWEEN_SIZE_CHECKS)
                .withPageWriteChecksumEnabled(true)
                .withDictionaryEncoding(false);
        for (Column column : schema.columns()) {
            if (column.type() == ColumnType.JSON) {
                builder.withStatisticsEnabled(column.name(), false); // nobody seeks a row by the order of JSON text
            }
            if (column.repetitive()) {
                builder.withDictionaryEncoding(leaf(column), true);
            }
        }
        writer = builder.build();
    }

    /**
     * Adds a row.
     *
     * @param bytes holds the row from {@code from} to {@code to}: one valid JSON object
     * @param slots where the values of the schema's columns lie in it, by their positions
     */
    public void write(byte[] bytes, int from, int to, Slots slots) throws IOException {
        try {
            writer.write(new RowAtHand(bytes, from, to, slots));
        } catch (UncheckedIOException e) {
            throw new IOException("cannot write a row as Parquet: " + e.getMessage(), e);
        }
    }

    /** Writes all that is pending and the footer. */
    public void finish() throws IOException {
        finished = true;
        writer.close();
        codecs.release();
    }

    /** Without {@link #finish} the object is cut off. */
    @Override
    public void close() {
        if (!finished) {
            finished = true;
            codecs.release();
        }
    }

    /** Where the values of a repetitive column stand. */
    private static String leaf(Column column) {
        return switch (column.type()) {
            case TEXT_LIST -> column.name() + ".list.element";
            case NUMBER_MAP -> column.name() + ".key_value.key";
            default -> column.name();
        };
    }

    private static final class Builder extends ParquetWriter.Builder<RowAtHand, Builder> {

        private final RowSchema schema;

        Builder(OutputFile file, RowSchema schema) {
            super(file);
            this.schema = schema;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<RowAtHand> getWriteSupport(ParquetConfiguration configuration) {
            return new RowWriteSupport(schema);
        }

        @Override
        protected WriteSupport<RowAtHand> getWriteSupport(Configuration configuration) {
            throw new UnsupportedOperationException("rows are written without Hadoop");
        }
    }
}
