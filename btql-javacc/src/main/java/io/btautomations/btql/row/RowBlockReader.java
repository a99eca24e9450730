package io.btautomations.btql.row;

import io.btautomations.btql.scan.Lines;
import io.btautomations.btql.scan.RowScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Cuts a stream of JSON Lines into blocks of whole rows. Lines end with LF or CR LF; blank lines and a byte order mark
 * at the very beginning are skipped; a row longer than the limit is skipped up to its line end and counted.
 */
public final class RowBlockReader implements RowBlocks {

    /** What to do with bytes after the last line end. */
    public enum LastLine {
        /** They are a row. */
        DELIVER,
        /** Their line is still being written: leave them for a later reader, see {@link #consumed()}. */
        LEAVE
    }

    /** Room at both ends of the buffer, so that scanners need not copy rows there. */
    private static final int PADDING = RowScanner.PADDING;

    /** Chunks are longer than blocks: to hand one to another thread costs as much as to test many rows. */
    private static final int BLOCKS_IN_CHUNK = 4;

    private static final int LONGEST_CHUNK = 1 << 28;

    private final InputStream in;
    private final RowLimits limits;
    private final LastLine lastLine;
    private final LineChunk lines;
    private final Deque<LineChunk> spares = new ArrayDeque<>();
    /** Blocks that were cut and not given yet. */
    private final Deque<RowBlock> cut = new ArrayDeque<>();

    private byte[] buffer;
    /** The bytes from here to {@link #filled} are read and not yet cut. */
    private int position = PADDING;

    private int filled = PADDING;
    /** One past the last line feed before {@link #filled}, or {@link #position} if there is none behind that. */
    private int linesEnd = PADDING;
    /** There is no line feed from {@link #linesEnd} to here. */
    private int searched = PADDING;
    /** Offset in the stream of the buffer's first byte behind the padding. */
    private long bufferOffset;

    private long consumed;
    private long oversizedRows;
    private boolean skipping;
    private boolean ended;

    /** A reader of a stream at its beginning. */
    public RowBlockReader(InputStream in, RowLimits limits, LastLine lastLine) {
        this.in = in;
        this.limits = limits;
        this.lastLine = lastLine;
        this.lines = new LineChunk(limits.maximumRowBytes());
        this.buffer = new byte[limits.blockBytes() + 2 * PADDING];
    }

    @Override
    public long oversizedRows() {
        return oversizedRows;
    }

    /** Bytes of the stream that belong to lines which are done with: delivered, blank or skipped. */
    public long consumed() {
        return consumed;
    }

    @Override
    public Optional<RowBlock> next() throws IOException {
        while (cut.isEmpty()) {
            if (!readLines(1)) {
                return Optional.empty();
            }
            lines.reset(buffer, position, linesEnd, streamOffset(position));
            cut.addAll(lines.blocks());
            oversizedRows += lines.oversizedRows();
            position = linesEnd;
            consumed = streamOffset(position);
        }
        RowBlock block = cut.remove();
        consumed = streamOffset(cut.isEmpty() ? position : block.limit());
        return Optional.of(block);
    }

    /** Goes on in another buffer, so that nothing is copied but the line that is not whole yet. */
    @Override
    public Optional<RowChunk> nextChunk() throws IOException {
        if (!cut.isEmpty()) {
            return RowBlocks.super.nextChunk();
        }
        int length = (int) Math.min((long) BLOCKS_IN_CHUNK * limits.blockBytes(), LONGEST_CHUNK) + 2 * PADDING;
        if (buffer.length < length) {
            buffer = Arrays.copyOf(buffer, length);
        }
        if (!readLines(length / 2)) {
            return Optional.empty();
        }
        LineChunk chunk = spares.isEmpty() ? new LineChunk(limits.maximumRowBytes()) : spares.pop();
        byte[] spare = chunk.bytes();
        chunk.reset(buffer, position, linesEnd, streamOffset(position));
        int pending = filled - linesEnd;
        byte[] next = spare.length >= Math.max(length, pending + 2 * PADDING) ? spare : new byte[buffer.length];
        System.arraycopy(buffer, linesEnd, next, PADDING, pending);
        buffer = next;
        movedToFront(linesEnd);
        consumed = bufferOffset;
        return Optional.of(chunk);
    }

    @Override
    public void release(RowChunk chunk) {
        oversizedRows += chunk.oversizedRows();
        if (chunk instanceof LineChunk spare) {
            spares.push(spare);
        }
    }

    private long streamOffset(int index) {
        return bufferOffset + index - PADDING;
    }

    /**
     * Reads on until there are whole lines, of at least {@code least} bytes if stream and buffer have them.
     *
     * @return false if there are no more
     */
    private boolean readLines(int least) throws IOException {
        while (true) {
            if (skipping) {
                skip();
            }
            findLines();
            int found = linesEnd - position;
            boolean isFull = position == PADDING && filled == buffer.length - PADDING;
            if (found >= least || found > 0 && (ended || isFull)) {
                return true;
            }
            if (ended) {
                return takeRest();
            }
            makeRoom(found > 0);
            fill();
        }
    }

    private void findLines() {
        int from = Math.max(linesEnd, searched);
        for (int i = filled - 1; i >= from; i--) {
            if (buffer[i] == '\n') {
                linesEnd = i + 1;
                break;
            }
        }
        searched = filled;
    }

    /** Skips to the end of a line that is too long, or as far as it was read. */
    private void skip() {
        int lineFeed = Lines.indexOfNewline(buffer, position, filled);
        skipping = lineFeed == filled;
        position = Math.min(lineFeed + 1, filled);
        linesEnd = position;
        searched = position;
        if (!skipping) {
            oversizedRows++;
            consumed = streamOffset(position);
        }
    }

    /** What to do with the bytes behind the last line end of the stream; whether they are a line. */
    private boolean takeRest() {
        boolean isLine = lastLine == LastLine.DELIVER && filled > position;
        if (lastLine == LastLine.DELIVER && skipping) {
            oversizedRows++;
            consumed = streamOffset(filled);
            skipping = false;
        }
        linesEnd = isLine ? filled : position;
        filled = linesEnd;
        return isLine;
    }

    /** Moves what is not cut to the front; grows the buffer, or gives a line up, if it is full. */
    private void makeRoom(boolean hasLines) {
        int pending = filled - position;
        if (skipping || !hasLines && pending > limits.maximumRowBytes() + 1) {
            skipping = true;
            movedToFront(filled);
            return;
        }
        if (position > PADDING) {
            System.arraycopy(buffer, position, buffer, PADDING, pending);
            movedToFront(position);
        }
        if (filled == buffer.length - PADDING) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, limits.maximumRowBytes() + 1_024L));
        }
    }

    /** What stood at {@code index} now stands where the buffer begins. */
    private void movedToFront(int index) {
        int moved = index - PADDING;
        bufferOffset += moved;
        filled -= moved;
        position = PADDING;
        linesEnd = Math.max(PADDING, linesEnd - moved);
        searched = Math.max(PADDING, searched - moved);
    }

    private void fill() throws IOException {
        boolean atBeginning = bufferOffset == 0 && filled == PADDING && consumed == 0 && !skipping;
        int count = in.read(buffer, filled, buffer.length - PADDING - filled);
        ended = count < 0;
        while (atBeginning && count > 0 && filled + count < PADDING + ByteOrderMark.LENGTH) {
            filled += count;
            count = in.read(buffer, filled, buffer.length - PADDING - filled);
        }
        filled += Math.max(0, count);
        if (atBeginning) {
            position = PADDING + ByteOrderMark.lengthAt(buffer, PADDING, filled);
            linesEnd = position;
            searched = position;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
