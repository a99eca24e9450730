package io.btautomations.btql.eval;

import io.btautomations.btql.value.Truth;

/** A condition that can be tested. Immutable and safe for use by several threads. */
@FunctionalInterface
public interface Condition {

    /** Whether the condition holds on {@code row}. */
    Truth test(Row row);
}
