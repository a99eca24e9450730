/**
 * The beginning of an automation: reads a log from where the last run ended and never skips or repeats a row. The door
 * is {@link io.btautomations.core.source.ScheduledBtqlQueryStep}; here is how its runs are planned, made and recorded.
 * What a log is to them, {@code log} says; {@code live} has Braintrust's, {@code local} those in files, which
 * {@code track} follows and {@code file} reads; {@code setting} has what a user decides.
 */
@NullMarked
package io.btautomations.core.source;

import org.jspecify.annotations.NullMarked;
