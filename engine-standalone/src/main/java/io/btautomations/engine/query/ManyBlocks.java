package io.btautomations.engine.query;

import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowChunk;
import io.btautomations.btql.row.RowLimits;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of several parts, one part after the other. */
final class ManyBlocks implements RowBlocks {

    private final Iterator<LogInput.Part> parts;
    private final ReadListener listener;
    private Optional<Current> current = Optional.empty();
    /** Which part's reader a chunk goes back to. */
    private final Map<RowChunk, RowBlocks> readers = new IdentityHashMap<>();

    private long rows;
    private long bytesOfEarlierParts;
    private long oversizedRowsOfEarlierParts;

    private record Current(LogInput.Opened opened, RowBlocks blocks) {}

    ManyBlocks(List<LogInput.Part> parts, ReadListener listener) {
        this.parts = parts.iterator();
        this.listener = listener;
    }

    @Override
    public Optional<RowBlock> next() throws IOException {
        Optional<RowBlock> next = next(RowBlocks::next);
        next.ifPresent(block -> rows += block.rowCount());
        return next;
    }

    @Override
    public Optional<RowChunk> nextChunk() throws IOException {
        Optional<RowChunk> next = next(RowBlocks::nextChunk);
        next.ifPresent(chunk -> readers.put(chunk, current.orElseThrow().blocks()));
        return next;
    }

    /** Asks a part for what comes next. */
    @FunctionalInterface
    private interface Asked<T> {
        Optional<T> of(RowBlocks blocks) throws IOException;
    }

    private <T> Optional<T> next(Asked<T> asked) throws IOException {
        while (current.isPresent() || parts.hasNext()) {
            Current reading = current.isPresent() ? current.get() : openNext();
            Optional<T> next = next(reading, asked);
            if (next.isPresent()) {
                listener.read(
                        rows, bytesOfEarlierParts + reading.opened().stored().getAsLong());
                return next;
            }
            close();
        }
        return Optional.empty();
    }

    private Current openNext() throws IOException {
        LogInput.Opened opened = parts.next().open();
        try {
            Current reading = new Current(opened, RowBlocks.of(opened.rows(), RowLimits.DEFAULT));
            current = Optional.of(reading);
            return reading;
        } catch (IOException e) {
            opened.rows().close();
            throw named(opened, e);
        }
    }

    private static <T> Optional<T> next(Current reading, Asked<T> asked) throws IOException {
        try {
            return asked.of(reading.blocks());
        } catch (IOException e) {
            throw named(reading.opened(), e);
        }
    }

    private static IOException named(LogInput.Opened opened, IOException e) {
        return new IOException(
                opened.name() + " cannot be read to its end: "
                        + Optional.ofNullable(e.getMessage()).orElse("input/output error"),
                e);
    }

    @Override
    public void release(RowChunk chunk) {
        RowBlocks reader = readers.remove(chunk);
        if (reader == null) {
            return;
        }
        rows += chunk.rowCount();
        long oversizedBefore = reader.oversizedRows();
        reader.release(chunk);
        if (current.filter(reading -> reading.blocks() == reader).isEmpty()) {
            oversizedRowsOfEarlierParts += reader.oversizedRows() - oversizedBefore;
        }
    }

    @Override
    public long oversizedRows() {
        return oversizedRowsOfEarlierParts
                + current.map(reading -> reading.blocks().oversizedRows()).orElse(0L);
    }

    @Override
    public void close() throws IOException {
        if (current.isPresent()) {
            Current reading = current.get();
            oversizedRowsOfEarlierParts += reading.blocks().oversizedRows();
            bytesOfEarlierParts += reading.opened().stored().getAsLong();
            current = Optional.empty();
            reading.blocks().close();
        }
    }
}
