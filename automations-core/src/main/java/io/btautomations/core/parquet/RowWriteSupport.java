package io.btautomations.core.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Hands rows to Parquet's library, column by column. */
final class RowWriteSupport extends WriteSupport<RowAtHand> {

    /** Where a file says which schema it has. */
    static final String SCHEMA_KEY = "automations.schema";

    private final RowSchema schema;
    private final MessageType type;
    private final ExtraMembers extras;
    private Optional<RecordConsumer> consumer = Optional.empty();
    private Optional<ColumnWriter> writer = Optional.empty();

    RowWriteSupport(RowSchema schema) {
        this.schema = schema;
        this.type = MessageTypes.of(schema);
        this.extras = new ExtraMembers(schema);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(type, Map.of(SCHEMA_KEY, schema.id()));
    }

    @Override
    public WriteContext init(Configuration configuration) {
        throw new UnsupportedOperationException("rows are written without Hadoop");
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = Optional.of(recordConsumer);
        writer = Optional.of(new ColumnWriter(recordConsumer));
    }

    @Override
    public void write(RowAtHand row) {
        RecordConsumer target = consumer.orElseThrow();
        try {
            target.startMessage();
            Set<String> unheld = columns(row, writer.orElseThrow());
            Optional<byte[]> extra = extras.of(row, unheld);
            if (extra.isPresent()) {
                int index = schema.columns().size();
                target.startField(RowSchema.EXTRA, index);
                target.addBinary(Binary.fromConstantByteArray(extra.get()));
                target.endField(RowSchema.EXTRA, index);
            }
            target.endMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the columns; names of members that they do not hold whole. */
    private Set<String> columns(RowAtHand row, ColumnWriter writer) throws IOException {
        List<Column> columns = schema.columns();
        Set<String> unheld = Set.of();
        for (int slot = 0; slot < columns.size(); slot++) {
            Column column = columns.get(slot);
            if (!row.slots().isMissing(slot) && !writer.write(column, slot, row, slot)) {
                unheld = unheld.isEmpty() ? new HashSet<>() : unheld;
                unheld.add(column.name());
            }
        }
        return unheld;
    }
}
