package io.btautomations.btql.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object. Keeps the order of its keys for printing; the order does not count for equality. */
public record ObjectValue(Map<String, Value> members) implements Value {

    public ObjectValue {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The value behind {@code key}, null if there is none. */
    public Value get(String key) {
        return members.getOrDefault(key, NullValue.NULL);
    }
}
