package io.btautomations.nifi;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemRecordWriter;
import io.btautomations.core.step.ItemWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.exception.FlowFileAccessException;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.MalformedRecordException;
import org.apache.nifi.serialization.RecordSetWriter;
import org.apache.nifi.serialization.RecordSetWriterFactory;
import org.apache.nifi.serialization.WriteResult;
import org.apache.nifi.serialization.record.RecordSchema;

/** Writes records of a FlowFile to a new one by a Record Writer. */
final class FlowFileRecordWriter implements ItemRecordWriter {

    private static final String UNFIT = "The Record Writer cannot write the records";

    private final FlowFileRecords records;
    private final ItemWriter content;
    private final RecordSetWriter writer;
    private final ComponentLog log;
    private Optional<WriteResult> result = Optional.empty();

    private FlowFileRecordWriter(
            FlowFileRecords records, ItemWriter content, RecordSetWriter writer, ComponentLog log) {
        this.records = records;
        this.content = content;
        this.writer = writer;
        this.log = log;
    }

    /** Begins a child of the FlowFile. */
    static FlowFileRecordWriter begin(
            ProcessSession session,
            FlowFile parent,
            RecordSetWriterFactory factory,
            FlowFileRecords records,
            ComponentLog log)
            throws IOException {
        ItemWriter content = new FlowFileWriter(session, session.create(parent));
        boolean begun = false;
        try {
            RecordSchema schema =
                    factory.getSchema(parent.getAttributes(), records.reader().getSchema());
            RecordSetWriter writer = factory.createWriter(log, schema, content, parent);
            writer.beginRecordSet();
            begun = true;
            return new FlowFileRecordWriter(records, content, writer, log);
        } catch (SchemaNotFoundException | MalformedRecordException e) {
            throw FlowFileRecords.unfit(UNFIT, e);
        } finally {
            if (!begun) {
                content.discard();
            }
        }
    }

    @Override
    public void add() throws IOException {
        attempt(() -> writer.write(records.record()));
    }

    @Override
    public void complete() throws IOException {
        attempt(() -> {
            result = Optional.of(writer.finishRecordSet());
            writer.close();
        });
    }

    @Override
    public FlowItem finish(Map<String, String> attributes) {
        WriteResult written =
                result.orElseThrow(() -> new IllegalStateException("the records have not been completed"));
        Map<String, String> all = new HashMap<>(attributes);
        all.putAll(written.getAttributes());
        all.put(Attributes.RECORD_COUNT.name(), Integer.toString(written.getRecordCount()));
        all.put(Attributes.MIME_TYPE.name(), writer.getMimeType());
        return content.finish(all);
    }

    @Override
    public void discard() {
        try {
            writer.close();
        } catch (IOException e) {
            log.debug("Records that are not wanted could not be ended", e);
        } finally {
            content.discard();
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    /** What a writer throws that is no fault of the repository is one of the records. */
    private static void attempt(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (FlowFileAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            throw FlowFileRecords.unfit(UNFIT, e);
        }
    }
}
