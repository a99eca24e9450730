package io.btautomations.core.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Tells a Parquet writer how spans are written. For one thread. */
final class SpanWriteSupport extends WriteSupport<Row> {

    private Optional<SpanShredder> shredder = Optional.empty();

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(SpanColumns.schema(), Map.of("schema", SpanColumns.SCHEMA_ID));
    }

    @Override
    public WriteContext init(Configuration configuration) {
        throw new UnsupportedOperationException("there is no Hadoop here");
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        shredder = Optional.of(new SpanShredder(consumer));
    }

    @Override
    public void write(Row row) {
        try {
            shredder.orElseThrow().write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
