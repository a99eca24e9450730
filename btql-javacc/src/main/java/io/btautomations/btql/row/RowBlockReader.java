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

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final RowLimits limits;
    private final LastLine lastLine;
    private final Deque<ByteRowBlock> spares = new ArrayDeque<>();
    private ByteRowBlock block = new ByteRowBlock();

    private byte[] buffer;
    /** The bytes from here to {@link #filled} are read and not yet delivered. */
    private int position = PADDING;

    private int filled = PADDING;
    /** There is no line feed from {@link #position} to here. */
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
        while (true) {
            if (cutRows()) {
                return Optional.of(block);
            }
            if (ended) {
                return Optional.empty();
            }
            makeRoom();
            fill();
        }
    }

    /** Goes on in another buffer, so that nothing is copied but the line that is not whole yet. */
    @Override
    public RowBlock keep(RowBlock last) {
        ByteRowBlock kept = block;
        block = spares.isEmpty() ? new ByteRowBlock() : spares.pop();
        byte[] spare = block.bytes();
        int pending = filled - position;
        byte[] next = spare.length >= pending + 2 * PADDING && spare.length >= limits.blockBytes() + 2 * PADDING
                ? spare
                : new byte[buffer.length];
        System.arraycopy(buffer, position, next, PADDING, pending);
        bufferOffset += position - PADDING;
        searched -= position - PADDING;
        filled = PADDING + pending;
        position = PADDING;
        buffer = next;
        block.reset(next);
        return kept;
    }

    @Override
    public void release(RowBlock kept) {
        spares.push((ByteRowBlock) kept);
    }

    /** Moves whole lines from the buffer to the block; false if there was no row among them. */
    private boolean cutRows() {
        block.reset(buffer);
        int first = -1;
        int at = position;
        while (true) {
            int lineEnd = indexOfLineFeed(Math.max(at, searched));
            boolean isWhole = lineEnd >= 0;
            if (!isWhole) {
                searched = filled;
                if (!ended || at == filled && !skipping) {
                    break;
                }
                if (lastLine == LastLine.LEAVE) {
                    filled = at;
                    searched = at;
                    break;
                }
                lineEnd = filled;
            }
            int next = isWhole ? lineEnd + 1 : filled;
            int rowEnd = isWhole && lineEnd > at && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
            boolean isTooLong = skipping || rowEnd - at > limits.maximumRowBytes() && !isBlank(at, rowEnd);
            boolean isRow = !isTooLong && !isBlank(at, rowEnd);
            if (isTooLong && first >= 0) {
                break;
            }
            if (isTooLong) {
                oversizedRows++;
            } else if (isRow) {
                first = first < 0 ? at : first;
                block.add(at, rowEnd);
            }
            skipping = false;
            at = next;
        }
        position = at;
        if (!skipping) {
            consumed = bufferOffset + at - PADDING;
        }
        if (first < 0) {
            return false;
        }
        block.finish(at, bufferOffset + first - PADDING);
        return true;
    }

    private int indexOfLineFeed(int from) {
        int found = Lines.indexOfNewline(buffer, from, filled);
        return found < filled ? found : -1;
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Moves the unfinished line to the front; grows the buffer, or gives the line up, if it is full. */
    private void makeRoom() {
        int pending = filled - position;
        if (skipping || pending > limits.maximumRowBytes() + 1) {
            skipping = true;
            bufferOffset += filled - PADDING;
            position = PADDING;
            filled = PADDING;
            searched = PADDING;
            return;
        }
        int moved = position - PADDING;
        if (moved > 0) {
            System.arraycopy(buffer, position, buffer, PADDING, pending);
            bufferOffset += moved;
            searched -= moved;
            position = PADDING;
            filled = PADDING + pending;
        }
        if (filled == buffer.length - PADDING) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, limits.maximumRowBytes() + 1_024L));
        }
    }

    private void fill() throws IOException {
        boolean atBeginning = bufferOffset == 0 && filled == PADDING && consumed == 0 && !skipping;
        int behindMark = PADDING + BYTE_ORDER_MARK.length;
        int count = in.read(buffer, filled, buffer.length - PADDING - filled);
        ended = count < 0;
        while (atBeginning && count > 0 && filled + count < behindMark) {
            filled += count;
            count = in.read(buffer, filled, buffer.length - PADDING - filled);
        }
        filled += Math.max(0, count);
        if (atBeginning
                && filled >= behindMark
                && Arrays.equals(buffer, PADDING, behindMark, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            position = behindMark;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
