package io.btautomations.btql.eval;

import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.value.Value;
import java.util.Optional;

/** What closures see of the row at hand. */
public interface Row {

    /** The value of a column that was read, by its slot. */
    Value column(int slot);

    /** The value of a derived column, by its index. */
    Value derived(int index);

    /** A copy of the bytes that the row was read from; empty if it was put together. */
    default Optional<byte[]> source() {
        return Optional.empty();
    }

    /** What functions know besides their arguments. */
    CallContext context();
}
