package io.btautomations.nifi;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What counters of levels show. NiFi's counters only add up, and keep what they show while a processor is stopped, as
 * this does. Safe for use by several threads.
 */
final class CounterLevels {

    private final ConcurrentMap<String, Long> shown = new ConcurrentHashMap<>();

    /** What must be added to the counter so that it shows {@code value}. */
    long difference(String counter, long value) {
        Long before = shown.put(counter, value);
        return value - (before == null ? 0 : before);
    }
}
