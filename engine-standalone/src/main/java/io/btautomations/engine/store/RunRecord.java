package io.btautomations.engine.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a run.
 *
 * @param automation name of the automation
 * @param cause why it ran: {@code schedule}, {@code manual}, {@code interval}, {@code once}, {@code test}
 * @param started when it began
 * @param ended when it was durable, or had failed
 * @param failed whether it was rolled back
 * @param windowStart begin of the write-time window that it read, if known
 * @param windowEnd end of that window, exclusive
 * @param lagSeconds from the end of the window to the time of the run
 * @param counters what the steps counted, by counter name
 * @param error why it failed
 */
public record RunRecord(
        String automation,
        String cause,
        Instant started,
        Instant ended,
        boolean failed,
        Optional<String> windowStart,
        Optional<String> windowEnd,
        Optional<Double> lagSeconds,
        Map<String, Long> counters,
        Optional<String> error) {

    /** The cause of a run that moved nothing. */
    public static final String TEST = "test";

    public RunRecord {
        counters = Map.copyOf(counters);
    }

    /** Whether it moved nothing. */
    public boolean isTest() {
        return cause.equals(TEST);
    }
}
