package io.btautomations.btql.execute;

import io.btautomations.btql.eval.Row;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.value.Value;
import java.util.List;

/** The keys and aggregates of a group, or other derived columns without a row beneath. */
record GroupRow(List<Value> derived, CallContext context) implements Row {

    @Override
    public Value column(int slot) {
        throw new IllegalStateException("a group has no column " + slot);
    }

    @Override
    public Value derived(int index) {
        return derived.get(index);
    }
}
