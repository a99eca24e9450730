package io.btautomations.core.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.btautomations.btql.scan.Slots;
import io.btautomations.btql.scan.ValueKind;
import java.io.IOException;

/** JSON strings. */
record TextColumn(TextLeaf leaf) implements ColumnWriter {

    @Override
    public void absent() throws IOException {
        leaf.absent(0, 0);
    }

    @Override
    public boolean write(RowAtHand row, int slot) throws IOException {
        Slots slots = row.slots();
        if (slots.kind(slot) == ValueKind.STRING) {
            leaf.add(row.bytes(), slots.start(slot) + 1, slots.end(slot) - 1, 0);
            return true;
        }
        if (slots.kind(slot) == ValueKind.ESCAPED_STRING) {
            String decoded = JsonText.decoded(row, slot);
            if (JsonText.isEncodable(decoded)) {
                byte[] text = decoded.getBytes(UTF_8);
                leaf.add(text, 0, text.length, 0);
                return true;
            }
        }
        absent();
        return false;
    }
}
