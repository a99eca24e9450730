package io.btautomations.nifi;

import java.util.Optional;
import org.apache.nifi.serialization.RecordReaderFactory;
import org.apache.nifi.serialization.RecordSetWriterFactory;

/**
 * What reads and writes content that is not JSON.
 *
 * @param writer empty if the component writes no such content
 */
record RecordServices(RecordReaderFactory reader, Optional<RecordSetWriterFactory> writer) {}
