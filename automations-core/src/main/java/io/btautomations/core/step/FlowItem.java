package io.btautomations.core.step;

import java.util.Map;
import java.util.Optional;

/**
 * A piece of content with attributes on its way through a flow; a FlowFile in NiFi. Immutable: a session answers a
 * change with a new handle, and the old one must not be used again.
 */
public interface FlowItem {

    /** Identifies the item; the same over retries and restarts. */
    String id();

    /** All attributes by name. */
    Map<String, String> attributes();

    /** Length of the content, in bytes. */
    long size();

    /** The attribute, if the item carries it. */
    default Optional<String> attribute(AttributeDescriptor attribute) {
        return Optional.ofNullable(attributes().get(attribute.name()));
    }
}
