package io.btautomations.core.export;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long what fails is tried again. Remembers first failures in memory only. For one thread. */
final class Patience {

    private static final int MOST = 10_000;

    private final Duration limit;
    private final Map<String, Instant> firstFailures = new LinkedHashMap<>();

    Patience(Duration limit) {
        this.limit = limit;
    }

    /** Whether what has just failed again has been failing for as long as the limit. */
    boolean isOver(String what, Instant now) {
        Instant first = firstFailures.computeIfAbsent(what, absent -> now);
        if (firstFailures.size() > MOST) {
            firstFailures.remove(firstFailures.keySet().iterator().next());
        }
        return Duration.between(first, now).compareTo(limit) >= 0;
    }

    /** What has worked, or was given up, starts anew. */
    void forget(String what) {
        firstFailures.remove(what);
    }
}
