package io.btautomations.nifi;

import io.btautomations.core.step.FlowItem;
import java.util.Map;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;

/** A FlowFile, as the core sees it. */
record FlowFileItem(FlowFile flowFile) implements FlowItem {

    @Override
    public String id() {
        return flowFile.getAttribute(CoreAttributes.UUID.key());
    }

    @Override
    public Map<String, String> attributes() {
        return flowFile.getAttributes();
    }

    @Override
    public long size() {
        return flowFile.getSize();
    }
}
