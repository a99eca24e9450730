package io.btautomations.core.parquet;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;

/**
 * The rows of a Parquet file of any schema, as JSON objects, one a line. Pages may be compressed with zstd, snappy or
 * gzip, or not at all. Keeps one page of each column in memory. For one thread.
 *
 * <p>Text, numbers, booleans, lists, maps and groups are what they are in JSON; a member that is null is left out;
 * times are ISO-8601 text, those that are instants in UTC with at least milliseconds; columns declared as JSON are the
 * JSON they hold; bytes are Base64. A file that {@link ParquetRows} wrote gives the rows that were written, but for
 * what {@link RowSchema} cannot keep.
 */
public final class ParquetLines extends InputStream {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH_BYTES = 1 << 16;

    private final SourceFile file;
    private final Iterator<BlockMetaData> groups;
    private final MessageColumnIO columns;
    private final RowMaterializer materializer;
    private Optional<RecordReader<ObjectNode>> rows = Optional.empty();
    private long rowsLeft;
    private byte[] batch = new byte[0];
    private int position;

    /**
     * The rows of that file.
     *
     * @throws IOException if it cannot be read, or is no Parquet file; the message does not name it
     */
    public ParquetLines(Path path) throws IOException {
        file = new SourceFile(path);
        try {
            ParquetMetadata footer = ParquetFooter.read(file);
            FileMetaData about = footer.getFileMetaData();
            groups = footer.getBlocks().iterator();
            columns = new ColumnIOFactory(about.getCreatedBy()).getColumnIO(about.getSchema());
            materializer = new RowMaterializer(
                    about.getSchema(),
                    Optional.ofNullable(about.getKeyValueMetaData().get(ParquetRows.SCHEMA_KEY))
                            .flatMap(RowSchema::ofId));
        } catch (RuntimeException | IOException e) {
            file.close();
            throw damaged(e);
        }
    }

    /** Bytes of the file that were read so far. */
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (position == batch.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, batch.length - position);
        System.arraycopy(batch, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return batch.length - position;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Makes the next lines; false at the end. */
    private boolean fill() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(BATCH_BYTES);
        try (JsonGenerator generator = JSON.createGenerator(lines)) {
            generator.setRootValueSeparator(null);
            while (lines.size() < BATCH_BYTES) {
                Optional<ObjectNode> row = next();
                if (row.isEmpty()) {
                    break;
                }
                JSON.writeValue(generator, row.get());
                lines.write('\n');
            }
        } catch (RuntimeException e) {
            throw damaged(e);
        }
        batch = lines.toByteArray();
        position = 0;
        return batch.length > 0;
    }

    private Optional<ObjectNode> next() {
        while (rowsLeft == 0) {
            if (!groups.hasNext()) {
                return Optional.empty();
            }
            RowGroupPages group = new RowGroupPages(file, groups.next());
            rowsLeft = group.getRowCount();
            rows = Optional.of(columns.getRecordReader(group, materializer));
        }
        rowsLeft--;
        return Optional.of(rows.orElseThrow().read());
    }

    /** What the library found, in one sentence. */
    private static IOException damaged(Exception found) {
        if (found instanceof IOException known) {
            return known;
        }
        Throwable cause = found;
        while (cause.getCause() != null) {
            cause = cause.getCause();
            if (cause instanceof IOException known) {
                return known;
            }
        }
        String reason = Optional.ofNullable(cause.getMessage())
                .flatMap(text -> text.lines().findFirst())
                .orElse(cause.getClass().getSimpleName());
        return new IOException("it is damaged: " + reason, found);
    }
}
