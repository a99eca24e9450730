package io.btautomations.core.source.log;

import java.util.Map;

/** Entries of a state. */
public final class Entries {

    private Entries() {}

    /** How many characters they take. */
    public static int length(Map<String, String> entries) {
        return entries.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }

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
