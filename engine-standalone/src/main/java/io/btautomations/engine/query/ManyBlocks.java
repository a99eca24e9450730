package io.btautomations.engine.query;

import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
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
    /** Which part's reader a kept block goes back to. */
    private final Map<RowBlock, RowBlocks> keepers = new IdentityHashMap<>();

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
        while (current.isPresent() || parts.hasNext()) {
            Current reading = current.isPresent() ? current.get() : openNext();
            Optional<RowBlock> block = next(reading);
            if (block.isPresent()) {
                rows += block.get().rowCount();
                listener.read(
                        rows, bytesOfEarlierParts + reading.opened().stored().getAsLong());
                return block;
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

    private static Optional<RowBlock> next(Current reading) throws IOException {
        try {
            return reading.blocks().next();
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
    public RowBlock keep(RowBlock last) {
        RowBlocks reader = current.orElseThrow().blocks();
        RowBlock kept = reader.keep(last);
        keepers.put(kept, reader);
        return kept;
    }

    @Override
    public void release(RowBlock kept) {
        Optional.ofNullable(keepers.remove(kept)).ifPresent(reader -> reader.release(kept));
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
