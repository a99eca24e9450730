package io.btautomations.btql.execute;

import io.btautomations.btql.eval.Row;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.value.Value;
import java.util.List;
import java.util.Optional;

/** Derived columns, on a row that has the columns that were read. */
record DerivedRow(Row base, List<Value> derived) implements Row {

    @Override
    public Value column(int slot) {
        return base.column(slot);
    }

    @Override
    public Value derived(int index) {
        return derived.get(index);
    }

    @Override
    public Optional<byte[]> source() {
        return base.source();
    }

    @Override
    public CallContext context() {
        return base.context();
    }
}
