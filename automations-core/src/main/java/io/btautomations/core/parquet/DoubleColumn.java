package io.btautomations.core.parquet;

import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.ValueKind;
import java.io.IOException;
import java.util.OptionalDouble;

/** Numbers that a 64-bit float holds exactly as written. */
record DoubleColumn(DoubleLeaf leaf) implements ColumnWriter {

    @Override
    public void absent() throws IOException {
        leaf.absent(0, 0);
    }

    @Override
    public boolean write(RowAtHand row, int slot) throws IOException {
        Slots slots = row.slots();
        OptionalDouble value = slots.kind(slot) == ValueKind.NUMBER
                ? ExactNumbers.read(row.bytes(), slots.start(slot), slots.end(slot))
                : OptionalDouble.empty();
        if (value.isEmpty()) {
            absent();
            return false;
        }
        leaf.add(value.getAsDouble(), 0);
        return true;
    }
}
