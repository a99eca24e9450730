package io.btautomations.btql.value;

import java.time.Instant;

/** A point in time, the worth of a date or time expression. */
public record InstantValue(Instant instant) implements Value {}
