package io.btautomations.core.parquet;

import io.btautomations.btql.scan.Slots;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Rows on their way into one Parquet object. Equal rows give equal bytes. Keeps one row group in memory. For one
 * thread.
 */
public final class ParquetRows implements Closeable {

    /** Where a file says which schema it has. */
    static final String SCHEMA_KEY = "automations.schema";

    private static final int BYTES_BETWEEN_SIZE_CHECKS = 1 << 16;

    private final PageCodecs codecs;
    private final RowSchema schema;
    private final long rowGroupBytes;
    private final ParquetFileWriter file;
    private final RowGroup group;
    private long unchecked;
    private boolean closed;

    /**
     * An object without rows.
     *
     * @param sink takes the object's bytes; not closed
     * @param rowGroupBytes size in memory at which a row group ends
     */
    public ParquetRows(OutputStream sink, RowSchema schema, ParquetCodec codec, long rowGroupBytes) throws IOException {
        this(sink, schema, codec, rowGroupBytes, new PageMemory());
    }

    /**
     * An object without rows.
     *
     * @param sink takes the object's bytes; not closed
     * @param rowGroupBytes size in memory at which a row group ends
     * @param memory shared with other objects that the same thread writes
     */
    public ParquetRows(OutputStream sink, RowSchema schema, ParquetCodec codec, long rowGroupBytes, PageMemory memory)
            throws IOException {
        this.codecs = new PageCodecs(memory);
        MessageType type = MessageTypes.of(schema);
        this.schema = schema;
        this.rowGroupBytes = rowGroupBytes;
        this.file = new ParquetFileWriter(new SinkFile(sink), type, ParquetFileWriter.Mode.CREATE, rowGroupBytes, 0);
        this.group = new RowGroup(schema, type, codecs.getCompressor(codec.codec()), memory);
        file.start();
    }

    /**
     * Adds a row.
     *
     * @param bytes holds the row from {@code from} to {@code to}: one valid JSON object
     * @param slots where the values of the schema's columns lie in it, by their positions
     */
    public void write(byte[] bytes, int from, int to, Slots slots) throws IOException {
        group.add(new RowAtHand(bytes, from, to, slots));
        unchecked += to - from;
        if (unchecked >= BYTES_BETWEEN_SIZE_CHECKS) {
            unchecked = 0;
            if (group.bytes() >= rowGroupBytes) {
                group.writeTo(file);
            }
        }
    }

    /** Writes all that is pending and the footer. */
    public void finish() throws IOException {
        group.writeTo(file);
        file.end(Map.of(SCHEMA_KEY, schema.id()));
        close();
    }

    /** Without {@link #finish} the object is cut off. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            group.close();
            codecs.release();
        }
    }
}
