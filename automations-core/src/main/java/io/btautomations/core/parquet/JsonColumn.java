package io.btautomations.core.parquet;

import java.io.IOException;

/** Any JSON values, as their text. */
record JsonColumn(TextLeaf leaf) implements ColumnWriter {

    @Override
    public void absent() throws IOException {
        leaf.absent(0, 0);
    }

    @Override
    public boolean write(RowAtHand row, int slot) throws IOException {
        leaf.add(row.bytes(), row.slots().start(slot), row.slots().end(slot), 0);
        return true;
    }
}
