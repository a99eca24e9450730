package io.btautomations.btql.eval;

import io.btautomations.btql.value.Value;

/** An expression that can be calculated. Immutable and safe for use by several threads. */
@FunctionalInterface
public interface Operand {

    /** The expression's worth on {@code row}. */
    Value value(Row row);
}
