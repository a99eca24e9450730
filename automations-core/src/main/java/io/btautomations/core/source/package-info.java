/**
 * The beginning of an automation: reads a log from where the last run ended and never skips or repeats a row. The door
 * is {@link io.btautomations.core.source.ScheduledBtqlQueryStep}.
 */
@NullMarked
package io.btautomations.core.source;

import org.jspecify.annotations.NullMarked;
