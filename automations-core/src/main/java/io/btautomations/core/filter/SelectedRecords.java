package io.btautomations.core.filter;

import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemRecordWriter;
import io.btautomations.core.step.ItemRecords;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The records of an input that go one way; always a new item, in the form that the user chose. */
final class SelectedRecords implements Selection {

    private final ItemRecords records;
    private Optional<ItemRecordWriter> writer = Optional.empty();
    private long rows;

    SelectedRecords(ItemRecords records) {
        this.records = records;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public boolean isWholeInput() {
        return false;
    }

    /** Adds the record at hand. */
    void add() throws IOException {
        rows++;
        opened().add();
    }

    /**
     * Ends the records.
     *
     * @param evenWithoutRows whether they become an item if there are none
     */
    void complete(boolean evenWithoutRows) throws IOException {
        if (rows > 0 || evenWithoutRows) {
            opened().complete();
        }
    }

    @Override
    public FlowItem toItem(Map<String, String> attributes) {
        ItemRecordWriter complete =
                writer.orElseThrow(() -> new IllegalStateException("the records have not been completed"));
        writer = Optional.empty();
        return complete.finish(attributes);
    }

    @Override
    public void discard() {
        writer.ifPresent(ItemRecordWriter::discard);
        writer = Optional.empty();
    }

    private ItemRecordWriter opened() throws IOException {
        if (writer.isEmpty()) {
            writer = Optional.of(records.write());
        }
        return writer.get();
    }
}
