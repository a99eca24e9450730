package io.btautomations.engine.query;

import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of several parts, one part after the other. */
final class ManyBlocks implements RowBlocks {

    private final Iterator<LogInput.Part> parts;
    private final ReadListener listener;
    private Optional<LogInput.Opened> current = Optional.empty();
    /** Which part's reader a chunk goes back to. */
    private final Map<RowChunk, RowBlocks> readers = new IdentityHashMap<>();

    /** Parts that are read to their ends, with chunks that are not given back. */
    private final List<RowBlocks> ended = new ArrayList<>();

    private long rows;
    private long bytesOfEarlierParts;
    private long oversizedRowsOfEarlierParts;

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
        next.ifPresent(chunk -> readers.put(chunk, current.orElseThrow().rows()));
        return next;
    }

    /** Asks a part for what comes next. */
    @FunctionalInterface
    private interface Asked<T> {
        Optional<T> of(RowBlocks blocks) throws IOException;
    }

    private <T> Optional<T> next(Asked<T> asked) throws IOException {
        while (current.isPresent() || parts.hasNext()) {
            LogInput.Opened reading = current.isPresent() ? current.get() : openNext();
            Optional<T> next = next(reading, asked);
            if (next.isPresent()) {
                listener.read(rows, bytesOfEarlierParts + reading.stored().getAsLong());
                return next;
            }
            endPart(reading);
            closeEnded();
        }
        return Optional.empty();
    }

    private LogInput.Opened openNext() throws IOException {
        LogInput.Opened opened = parts.next().open();
        current = Optional.of(opened);
        return opened;
    }

    private static <T> Optional<T> next(LogInput.Opened reading, Asked<T> asked) throws IOException {
        try {
            return asked.of(reading.rows());
        } catch (IOException e) {
            throw LogInput.unreadable(reading.name(), e);
        }
    }

    @Override
    public void release(RowChunk chunk) {
        RowBlocks reader = readers.remove(chunk);
        if (reader != null) {
            rows += chunk.rowCount();
            reader.release(chunk);
        }
    }

    /** The part is read to its end, but for chunks that are not given back yet. */
    private void endPart(LogInput.Opened part) {
        bytesOfEarlierParts += part.stored().getAsLong();
        current = Optional.empty();
        ended.add(part.rows());
    }

    /** Lets go of parts of which every chunk was given back. */
    private void closeEnded() throws IOException {
        for (Iterator<RowBlocks> all = ended.iterator(); all.hasNext(); ) {
            RowBlocks part = all.next();
            if (!readers.containsValue(part)) {
                all.remove();
                oversizedRowsOfEarlierParts += part.oversizedRows();
                part.close();
            }
        }
    }

    @Override
    public long oversizedRows() {
        long oversized = oversizedRowsOfEarlierParts;
        for (RowBlocks part : ended) {
            oversized += part.oversizedRows();
        }
        return oversized
                + current.map(reading -> reading.rows().oversizedRows()).orElse(0L);
    }

    @Override
    public void close() throws IOException {
        readers.clear();
        current.ifPresent(this::endPart);
        closeEnded();
    }
}
