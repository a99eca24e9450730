package io.btautomations.nifi;

import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.exception.FlowFileAccessException;

/** Writes the content of a new FlowFile. */
final class FlowFileWriter extends ItemWriter {

    private final ProcessSession session;
    private final FlowFile flowFile;
    private final OutputStream content;

    FlowFileWriter(ProcessSession session, FlowFile flowFile) {
        this.session = session;
        this.flowFile = flowFile;
        this.content = session.write(flowFile);
    }

    @Override
    public void write(int value) throws IOException {
        content.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        content.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        content.flush();
    }

    @Override
    public FlowItem finish(Map<String, String> attributes) {
        closeContent();
        // the file name is repeated because NiFi answers an empty change with the FlowFile as it was before the content
        Map<String, String> all = new HashMap<>();
        all.put(CoreAttributes.FILENAME.key(), flowFile.getAttribute(CoreAttributes.FILENAME.key()));
        all.putAll(attributes);
        return new FlowFileItem(session.putAllAttributes(flowFile, all));
    }

    @Override
    public void discard() {
        closeContent();
        session.remove(flowFile);
    }

    private void closeContent() {
        try {
            content.close();
        } catch (IOException e) {
            throw new FlowFileAccessException("The content of " + flowFile + " could not be completed", e);
        }
    }
}
