package io.btautomations.btql.function;

import io.btautomations.btql.value.Value;

/** An aggregate while it is being calculated over one group. Not safe for use by several threads. */
public interface Accumulator {

    /** Takes the value of one more row. */
    void add(Value value);

    /** The aggregate of the values so far. */
    Value result();

    /** Number of values that are kept in memory, where that grows with the rows. */
    default int retained() {
        return 0;
    }
}
