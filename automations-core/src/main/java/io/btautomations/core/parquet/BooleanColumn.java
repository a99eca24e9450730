package io.btautomations.core.parquet;

import io.btautomations.btql.scan.ValueKind;
import java.io.IOException;

/** True and false. */
record BooleanColumn(BooleanLeaf leaf) implements ColumnWriter {

    @Override
    public void absent() throws IOException {
        leaf.absent(0, 0);
    }

    @Override
    public boolean write(RowAtHand row, int slot) throws IOException {
        ValueKind kind = row.slots().kind(slot);
        if (kind != ValueKind.TRUE && kind != ValueKind.FALSE) {
            absent();
            return false;
        }
        leaf.add(kind == ValueKind.TRUE, 0);
        return true;
    }
}
