package io.btautomations.core.source.log;

import java.util.Map;

/** Reads entries of a state. */
public final class Entries {

    private Entries() {}

    /**
     * The value of the entry.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String required(Map<String, String> entries, String key) {
        String value = entries.get(key);
        if (value == null) {
            throw new IllegalArgumentException("entry '" + key + "' is missing");
        }
        return value;
    }
}
