package io.btautomations.engine.run;

import io.btautomations.core.step.FlowItem;
import io.btautomations.engine.store.Delivery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An item on its way through a unit of work.
 *
 * @param id the same if the unit of work is done again
 * @param attributes by name
 * @param content its bytes
 * @param delivery the stored delivery that it is, if it came out of an outbox
 */
record Item(String id, Map<String, String> attributes, Content content, Optional<Delivery> delivery)
        implements FlowItem {

    Item {
        attributes = Map.copyOf(attributes);
    }

    @Override
    public long size() {
        return content.size();
    }

    Item with(Map<String, String> changes) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.putAll(changes);
        return new Item(id, all, content, delivery);
    }

    /** The same content and attributes as an item of its own. */
    Item copy(String newId) {
        return new Item(newId, attributes, content, Optional.empty());
    }
}
