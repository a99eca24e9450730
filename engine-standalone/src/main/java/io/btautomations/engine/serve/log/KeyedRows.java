package io.btautomations.engine.serve.log;

import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowChunk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The rows of some logs in the order of their keys, or against it. For one thread. */
final class KeyedRows implements RowBlocks {

    /** The first block is small: who wants one row does not wait for many. */
    private static final int FIRST_BLOCK = 16 << 10;

    private static final int BLOCK = 256 << 10;

    private final List<RowCursor> cursors;
    private final boolean isAscending;
    private final ReadBytes read;
    private long offset;
    private int wanted = FIRST_BLOCK;

    KeyedRows(List<RowCursor> cursors, boolean isAscending, ReadBytes read) {
        this.cursors = cursors;
        this.isAscending = isAscending;
        this.read = read;
    }

    @Override
    public Optional<RowBlock> next() throws IOException {
        RowBuffer buffer = new RowBuffer();
        Optional<RowCursor> next = nextCursor();
        while (next.isPresent() && buffer.size() < wanted) {
            next.get().take(buffer);
            next = nextCursor();
        }
        if (buffer.rows() == 0) {
            return Optional.empty();
        }
        RowBlock block = buffer.block(offset);
        offset += buffer.size();
        read.add(buffer.size());
        wanted = BLOCK;
        return Optional.of(block);
    }

    private Optional<RowCursor> nextCursor() {
        Optional<RowCursor> best = Optional.empty();
        for (RowCursor cursor : cursors) {
            if (cursor.hasRow() && (best.isEmpty() || comesBefore(cursor, best.get()))) {
                best = Optional.of(cursor);
            }
        }
        return best;
    }

    private boolean comesBefore(RowCursor one, RowCursor other) {
        int order = Long.compareUnsigned(one.key(), other.key());
        return isAscending ? order < 0 : order > 0;
    }

    /** Every block has bytes of its own. */
    @Override
    public Optional<RowChunk> nextChunk() throws IOException {
        return next().map(RowChunk::of);
    }

    @Override
    public long oversizedRows() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        for (RowCursor cursor : cursors) {
            cursor.close();
        }
    }
}
