package io.btautomations.engine.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What a component still owes.
 *
 * @param waiting number of deliveries
 * @param firstDue when the first of them is due; empty if none waits
 */
public record Backlog(long waiting, Optional<Instant> firstDue) {}
