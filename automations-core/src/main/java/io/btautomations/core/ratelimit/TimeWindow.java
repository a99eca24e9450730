package io.btautomations.core.ratelimit;

import java.time.Instant;

/**
 * A span of time, from {@code start} up to but not including {@code end}.
 *
 * @param start not after {@code end}
 */
record TimeWindow(Instant start, Instant end) {

    TimeWindow {
        if (start.isAfter(end)) {
            throw new IllegalArgumentException("a window that ends " + end + " before it starts " + start);
        }
    }
}
