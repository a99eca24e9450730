package io.btautomations.nifi;

import io.btautomations.core.step.ContentException;
import io.btautomations.core.step.ItemRecordWriter;
import io.btautomations.core.step.ItemRecords;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.exception.FlowFileAccessException;
import org.apache.nifi.processor.exception.FlowFileHandlingException;
import org.apache.nifi.processor.exception.MissingFlowFileException;
import org.apache.nifi.schema.access.SchemaNotFoundException;
import org.apache.nifi.serialization.MalformedRecordException;
import org.apache.nifi.serialization.RecordReader;
import org.apache.nifi.serialization.RecordSetWriterFactory;
import org.apache.nifi.serialization.record.Record;

/** The content of a FlowFile as a Record Reader reads it. */
final class FlowFileRecords implements ItemRecords {

    private final ProcessSession session;
    private final FlowFile flowFile;
    private final RecordServices services;
    private final ComponentLog log;
    private Optional<InputStream> content = Optional.empty();
    private Optional<RecordReader> reader = Optional.empty();
    private Optional<Record> current = Optional.empty();
    private long number;

    FlowFileRecords(ProcessSession session, FlowFile flowFile, RecordServices services, ComponentLog log) {
        this.session = session;
        this.flowFile = flowFile;
        this.services = services;
        this.log = log;
    }

    @Override
    public boolean next() throws IOException {
        try {
            current = Optional.ofNullable(opened().nextRecord());
        } catch (FlowFileAccessException | FlowFileHandlingException | MissingFlowFileException e) {
            throw e; // the repository's fault, not that of the content
        } catch (MalformedRecordException | SchemaNotFoundException | IOException | RuntimeException e) {
            throw unfit("The Record Reader cannot read record " + (number + 1), e);
        }
        number++;
        return current.isPresent();
    }

    @Override
    public byte[] row() throws ContentException {
        try {
            return RecordJson.bytes(record());
        } catch (IOException e) {
            throw unfit("Record " + number + " cannot be told in JSON", e);
        }
    }

    @Override
    public ItemRecordWriter write() throws IOException {
        RecordSetWriterFactory writer =
                services.writer().orElseThrow(() -> new IllegalStateException("there is no Record Writer"));
        return FlowFileRecordWriter.begin(session, flowFile, writer, this, log);
    }

    @Override
    public void close() throws IOException {
        try (InputStream closing = content.orElseGet(InputStream::nullInputStream)) {
            if (reader.isPresent()) {
                reader.get().close();
            }
        } finally {
            content = Optional.empty();
            reader = Optional.empty();
        }
    }

    /** The record at hand. */
    Record record() {
        return current.orElseThrow(() -> new IllegalStateException("there is no record at hand"));
    }

    /** The reader, once the first record was asked for. */
    RecordReader reader() {
        return reader.orElseThrow(() -> new IllegalStateException("nothing has been read"));
    }

    /** Says what is wrong with the content, in one sentence. */
    static ContentException unfit(String what, Exception cause) {
        String reason =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        return new ContentException(what + ": " + reason, cause);
    }

    private RecordReader opened() throws MalformedRecordException, SchemaNotFoundException, IOException {
        if (reader.isEmpty()) {
            InputStream opened = session.read(flowFile);
            content = Optional.of(opened);
            reader = Optional.of(services.reader().createRecordReader(flowFile, opened, log));
        }
        return reader.get();
    }
}
