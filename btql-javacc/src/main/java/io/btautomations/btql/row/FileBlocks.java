package io.btautomations.btql.row;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The rows of a file of JSON Lines or one JSON array. Chunks of JSON Lines are read by the threads that cut them, each
 * from its own place. Not safe for use by several threads, except for the chunks.
 */
public final class FileBlocks implements RowBlocks {

    /** Bytes of one chunk; with the rest of its last line it fits what is read at once. */
    static final int RANGE = Piece.BYTES - (16 << 10);

    private final Path path;
    private final FileChannel channel;
    private final RowFile file;
    private final RowBlocks inOrder;
    private final RowLimits limits;
    private final boolean isArray;
    private final Deque<RangeChunk> spares = new ArrayDeque<>();
    private final long size;
    private boolean isBegun;
    private long handedOut;
    private long oversizedRows;

    private FileBlocks(Path path, RowFile file, RowLimits limits) throws IOException {
        this.path = path;
        this.channel = file.channel();
        this.file = file;
        this.limits = limits;
        this.size = channel.size();
        this.inOrder = RowBlocks.of(file, limits);
        this.isArray = inOrder instanceof JsonArrayReader;
    }

    /** Opens a file at its beginning. */
    public static FileBlocks open(Path path, RowLimits limits) throws IOException {
        RowFile file = RowFile.open(path);
        try {
            return new FileBlocks(path, file, limits);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Bytes of the file that were read, or are being read. */
    public long bytesRead() {
        return Math.max(handedOut, isBegun ? file.bytesRead() : 0);
    }

    @Override
    public Optional<RowBlock> next() throws IOException {
        if (handedOut > 0) {
            throw new IllegalStateException("rows that come in chunks do not go on in blocks");
        }
        isBegun = true;
        return inOrder.next();
    }

    @Override
    public Optional<RowChunk> nextChunk() throws IOException {
        if (isArray || isBegun) {
            isBegun = true;
            return inOrder.nextChunk();
        }
        if (handedOut == size) {
            return Optional.empty();
        }
        RangeChunk chunk = spares.isEmpty() ? new RangeChunk(path, channel, limits) : spares.pop();
        long to = Math.min(size, handedOut + RANGE);
        chunk.reset(handedOut, to);
        handedOut = to;
        return Optional.of(chunk);
    }

    @Override
    public void release(RowChunk chunk) {
        if (chunk instanceof RangeChunk spare) {
            oversizedRows += chunk.oversizedRows();
            spares.push(spare);
        } else {
            inOrder.release(chunk);
        }
    }

    @Override
    public long oversizedRows() {
        return oversizedRows + inOrder.oversizedRows();
    }

    @Override
    public void close() throws IOException {
        inOrder.close();
    }
}
