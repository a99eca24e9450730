package io.btautomations.core.testkit;

import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.FlowItem;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * An item with its content in memory, or with content that is made while it is read.
 *
 * @param readableFrom when the item's penalty ends
 */
public record MemoryItem(
        String id, Map<String, String> attributes, long size, Supplier<InputStream> content, Instant readableFrom)
        implements FlowItem {

    public MemoryItem {
        attributes = Map.copyOf(new TreeMap<>(attributes));
    }

    /** The whole content. */
    public byte[] bytes() {
        try (InputStream stream = content.get()) {
            return stream.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The whole content as UTF-8. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The attribute, which must be there. */
    public String get(AttributeDescriptor attribute) {
        return Optional.ofNullable(attributes.get(attribute.name()))
                .orElseThrow(() -> new AssertionError(attribute.name() + " is not among " + attributes));
    }

    MemoryItem with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.putAll(more);
        return new MemoryItem(id, all, size, content, readableFrom);
    }

    MemoryItem penalizedUntil(Instant instant) {
        return new MemoryItem(id, attributes, size, content, instant);
    }
}
