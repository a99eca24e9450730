package io.btautomations.core.source;

import io.btautomations.core.port.WallClock;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts the rows of a run into items. Where it cuts follows from the bytes alone: behind the row that makes an item
 * complete. Used for one run, by one thread.
 */
final class RowCutter implements RowSink {

    private static final byte[] LINE_END = {'\n'};

    private final StepSession session;
    private final StepEvents events;
    private final WallClock clock;
    private final Map<String, String> attributes;
    private final String name;
    private final long rowsPerItem;
    private final long bytesPerItem;
    private final RowCounter counter = new RowCounter();
    private final Set<String> uris = new LinkedHashSet<>();
    private Optional<ItemWriter> writer = Optional.empty();
    private Instant itemBegan;
    private String uri = "";
    private long itemBytes;
    private boolean isComplete;
    private long rows;
    private long bytes;
    private int items;

    /**
     * @param attributes what every item of the run carries
     * @param name of the run, for file names
     */
    RowCutter(
            StepSession session,
            StepEvents events,
            WallClock clock,
            Map<String, String> attributes,
            String name,
            long rowsPerItem,
            long bytesPerItem) {
        this.session = session;
        this.events = events;
        this.clock = clock;
        this.attributes = Map.copyOf(attributes);
        this.name = name;
        this.rowsPerItem = rowsPerItem;
        this.bytesPerItem = bytesPerItem;
        this.itemBegan = clock.now();
    }

    /** Rows that went into items. */
    long rows() {
        return rows;
    }

    /** Bytes that went into items. */
    long bytes() {
        return bytes;
    }

    /** Items that were sent. */
    int items() {
        return items;
    }

    @Override
    public void from(String newUri) {
        uri = newUri;
    }

    @Override
    public void write(byte[] block, int from, int to) throws IOException {
        for (int index = from; index < to; ) {
            ItemWriter item = item();
            int begin = index;
            while (index < to && !isComplete) {
                int next = counter.nextLine(block, index, to);
                itemBytes += next - index;
                index = next;
                boolean atLineEnd = block[next - 1] == '\n';
                isComplete = atLineEnd && (counter.rows() >= rowsPerItem || itemBytes >= bytesPerItem);
            }
            item.write(block, begin, index - begin);
        }
    }

    @Override
    public void endRow() throws IOException {
        if (counter.inRow()) {
            write(LINE_END, 0, LINE_END.length);
        }
    }

    /** Sends the last item, which may be empty. */
    void finish() {
        if (writer.isEmpty()) {
            open();
        }
        send(Map.of(Attributes.FRAGMENT_COUNT.name(), Integer.toString(items + 1), Attributes.RUN_LAST.name(), "true"));
    }

    /** Drops the item that is being written. */
    void abandon() {
        writer.ifPresent(ItemWriter::discard);
        writer = Optional.empty();
    }

    private ItemWriter item() {
        if (isComplete) {
            send(Map.of());
        }
        ItemWriter item = writer.orElseGet(this::open);
        uris.add(uri);
        return item;
    }

    private ItemWriter open() {
        ItemWriter opened = session.write(Optional.empty());
        writer = Optional.of(opened);
        itemBegan = clock.now();
        return opened;
    }

    private void send(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put(Attributes.RECORD_COUNT.name(), Long.toString(counter.rows()));
        all.put(Attributes.FRAGMENT_INDEX.name(), Integer.toString(items));
        all.put(Attributes.FILENAME.name(), name + "-" + items + ".jsonl");
        all.putAll(more);
        ItemWriter ending = writer.orElseThrow();
        writer = Optional.empty();
        FlowItem item = ending.finish(all);
        Duration elapsed = Duration.between(itemBegan, clock.now());
        uris.forEach(source -> events.received(item, source, elapsed));
        session.transfer(item, ScheduledBtqlQueryStep.SUCCESS);
        rows += counter.rows();
        bytes += itemBytes;
        items++;
        counter.reset();
        uris.clear();
        itemBytes = 0;
        isComplete = false;
    }
}
