package io.btautomations.core.source;

import io.btautomations.core.port.WallClock;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.PlannedRun.Settlement;
import io.btautomations.core.source.log.RowCounter;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts the rows of a run into items: behind the row that makes an item complete, which follows from the bytes; or, if
 * rows have places in their log, at the first place from there on; or at the places that were settled on. Nothing is
 * sent before the end. Used for one run, by one thread.
 */
final class RowCutter implements RowSink {

    /** Most items of a run whose cuts are places, which the state remembers. */
    static final int MOST_PLACES = 500;

    private static final byte[] LINE_END = {'\n'};

    /** An item that is written, and where its rows come from. */
    private record Cut(FlowItem item, List<String> uris, Duration elapsed) {}

    private final StepSession session;
    private final StepEvents events;
    private final WallClock clock;
    private final String name;
    private final long rowsPerItem;
    private final long bytesPerItem;
    private final Settlement settlement;
    private final RowCounter counter = new RowCounter();
    private final Set<String> uris = new LinkedHashSet<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private Optional<ItemWriter> writer = Optional.empty();
    private Instant itemBegan;
    private String uri = "";
    private long itemBytes;
    private boolean isComplete;
    private long rows;
    private long bytes;

    /**
     * @param name of the run, for file names
     * @param settlement where to cut
     */
    RowCutter(
            StepSession session,
            StepEvents events,
            WallClock clock,
            String name,
            long rowsPerItem,
            long bytesPerItem,
            Settlement settlement) {
        this.session = session;
        this.events = events;
        this.clock = clock;
        this.name = name;
        this.rowsPerItem = rowsPerItem;
        this.bytesPerItem = bytesPerItem;
        this.settlement = settlement;
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

    /** Items that were cut. */
    int items() {
        return cuts.size();
    }

    /** The places where it cut. */
    List<String> places() {
        return places;
    }

    /** Reads a log. */
    @FunctionalInterface
    interface Reading {
        Optional<LogSource.Portion> into(RowSink rows) throws StepException, StoppedException;
    }

    /**
     * Cuts what {@code reading} finds. If that fails, the item that is being written is dropped; if the user stops it,
     * everything is.
     *
     * @return what {@code reading} returns
     */
    Optional<LogSource.Portion> fill(Reading reading) throws StepException, StoppedException {
        boolean isRead = false;
        try {
            Optional<LogSource.Portion> portion = reading.into(this);
            isRead = true;
            return portion;
        } catch (StoppedException e) {
            drop();
            throw e;
        } finally {
            if (!isRead) {
                abandon();
            }
        }
    }

    @Override
    public void from(String newUri) {
        uri = newUri;
    }

    @Override
    public void place(String place) {
        switch (settlement) {
            case Settlement.Open open -> {
                if (isComplete) {
                    cutAt(place);
                }
            }
            case Settlement.AtPlaces at -> {
                while (nextPlace().filter(next -> next.compareTo(place) <= 0).isPresent()) {
                    cutAt(nextPlace().get());
                }
            }
            case Settlement.ByBytes byBytes -> {}
        }
    }

    @Override
    public Optional<String> nextPlace() {
        return settlement instanceof Settlement.AtPlaces at
                        && places.size() < at.places().size()
                ? Optional.of(at.places().get(places.size()))
                : Optional.empty();
    }

    @Override
    public boolean hasRoom() {
        return !(settlement instanceof Settlement.Open) || places.size() < MOST_PLACES || !isComplete;
    }

    @Override
    public void write(byte[] block, int from, int to) throws IOException {
        boolean cutsAnywhere = settlement instanceof Settlement.ByBytes;
        for (int index = from; index < to; ) {
            if (isComplete && cutsAnywhere) {
                cut();
            }
            ItemWriter item = writer.orElseGet(this::open);
            uris.add(uri);
            int begin = index;
            while (index < to && !(isComplete && cutsAnywhere)) {
                int next = counter.nextLine(block, index, to);
                itemBytes += next - index;
                index = next;
                boolean atLineEnd = block[next - 1] == '\n';
                isComplete |= atLineEnd && (counter.rows() >= rowsPerItem || itemBytes >= bytesPerItem);
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

    /** Ends the last item, which may be empty. What is sent is complete. */
    void end() {
        while (nextPlace().isPresent()) {
            cutAt(nextPlace().get());
        }
        if (writer.isEmpty()) {
            open();
        }
        cut();
    }

    /**
     * Sends what was cut.
     *
     * @param attributes what every item of the run carries
     */
    void send(Map<String, String> attributes) {
        for (int index = 0; index < cuts.size(); index++) {
            Cut cut = cuts.get(index);
            Map<String, String> all = new HashMap<>(attributes);
            all.put(Attributes.FRAGMENT_INDEX.name(), Integer.toString(index));
            all.put(Attributes.FILENAME.name(), name + "-" + index + ".jsonl");
            if (index == cuts.size() - 1) {
                all.put(Attributes.FRAGMENT_COUNT.name(), Integer.toString(cuts.size()));
                all.put(Attributes.RUN_LAST.name(), "true");
            }
            FlowItem item = session.withAttributes(cut.item(), all);
            cut.uris().forEach(source -> events.received(item, source, cut.elapsed()));
            session.transfer(item, ScheduledBtqlQueryStep.SUCCESS);
        }
    }

    private void abandon() {
        writer.ifPresent(ItemWriter::discard);
        writer = Optional.empty();
    }

    private void drop() {
        abandon();
        cuts.forEach(cut -> session.drop(cut.item()));
        cuts.clear();
    }

    private ItemWriter open() {
        ItemWriter opened = session.write(Optional.empty());
        writer = Optional.of(opened);
        itemBegan = clock.now();
        return opened;
    }

    private void cutAt(String place) {
        if (writer.isEmpty()) {
            open();
        }
        cut();
        places.add(place);
    }

    private void cut() {
        ItemWriter ending = writer.orElseThrow();
        writer = Optional.empty();
        FlowItem item = ending.finish(Map.of(Attributes.RECORD_COUNT.name(), Long.toString(counter.rows())));
        cuts.add(new Cut(item, List.copyOf(uris), Duration.between(itemBegan, clock.now())));
        rows += counter.rows();
        bytes += itemBytes;
        counter.reset();
        uris.clear();
        itemBytes = 0;
        isComplete = false;
    }
}
