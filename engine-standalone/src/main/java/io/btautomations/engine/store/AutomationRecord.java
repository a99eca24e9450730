package io.btautomations.engine.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of an automation.
 *
 * @param name its name
 * @param id identifies its source
 * @param file the flow definition that held it last
 * @param source its source, for a person
 * @param schedule its schedule, for a person
 * @param paused whether the user paused it
 * @param nextDue when it runs next, as far as is known
 * @param levelAt when its source had last read everything that was written by then, to a second; empty if never
 * @param failures number of failed runs since the last good one
 * @param error why the last run failed
 */
public record AutomationRecord(
        String name,
        String id,
        String file,
        String source,
        String schedule,
        boolean paused,
        Optional<Instant> nextDue,
        Optional<Instant> levelAt,
        int failures,
        Optional<String> error) {}
