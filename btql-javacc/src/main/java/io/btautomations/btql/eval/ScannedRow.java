package io.btautomations.btql.eval;

import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.value.Value;
import java.util.Optional;

/** A row straight from its bytes, without derived columns. */
public final class ScannedRow implements Row {

    private final SlotValues values;
    private final CallContext context;

    public ScannedRow(SlotValues values, CallContext context) {
        this.values = values;
        this.context = context;
    }

    SlotValues values() {
        return values;
    }

    @Override
    public Value column(int slot) {
        return values.value(slot);
    }

    @Override
    public Value derived(int index) {
        throw new IllegalStateException("a row that was read has no derived column " + index);
    }

    @Override
    public Optional<byte[]> source() {
        return Optional.of(values.copyOfRow());
    }

    @Override
    public CallContext context() {
        return context;
    }
}
