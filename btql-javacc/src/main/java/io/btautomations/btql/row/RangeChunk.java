package io.btautomations.btql.row;

import io.btautomations.btql.scan.Lines;
import io.btautomations.btql.scan.RowScanner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lines of one range of a file, read by the thread that cuts them. To the range belong the lines behind the line ends
 * in it; to the first one also the first line.
 */
final class RangeChunk implements RowChunk {

    private static final int PADDING = RowScanner.PADDING;

    private final Path path;
    private final FileChannel channel;
    private final RowLimits limits;
    private final LineChunk lines;
    private final ByteBuffer piece = Piece.allocate();
    private byte[] bytes = new byte[Piece.BYTES + 2 * PADDING];
    private int filled;
    private boolean ended;
    private long from;
    private long to;
    private long oversizedRows;

    /** @param path by which the file is known to a person */
    RangeChunk(Path path, FileChannel channel, RowLimits limits) {
        this.path = path;
        this.channel = channel;
        this.limits = limits;
        this.lines = new LineChunk(limits.maximumRowBytes());
    }

    /** Holds the lines of {@code [newFrom, newTo)} of the file from now on. */
    void reset(long newFrom, long newTo) {
        from = newFrom;
        to = newTo;
        oversizedRows = 0;
        lines.reset(bytes, PADDING, PADDING, newFrom);
    }

    @Override
    public List<RowBlock> blocks() throws IOException {
        filled = PADDING;
        ended = false;
        int rangeEnd = PADDING + (int) (to - from);
        while (!ended && filled < rangeEnd) {
            read();
        }
        int start = from == 0
                ? PADDING + ByteOrderMark.lengthAt(bytes, PADDING, filled)
                : afterLineFeed(Math.min(rangeEnd, filled));
        if (start < 0) {
            return List.of();
        }
        int end = endOfLines(start, rangeEnd);
        lines.reset(bytes, start, end, from + start - PADDING);
        return lines.blocks();
    }

    /** Where the first line of the range begins; -1 if none does. */
    private int afterLineFeed(int rangeEnd) {
        int lineFeed = Lines.indexOfNewline(bytes, PADDING, rangeEnd);
        return lineFeed < rangeEnd ? lineFeed + 1 : -1;
    }

    /** One past the end of the last line of the range, for which more is read; a line that is too long is left out. */
    private int endOfLines(int start, int rangeEnd) throws IOException {
        int searched = Math.max(start, rangeEnd);
        while (true) {
            int lineFeed = searched < filled ? Lines.indexOfNewline(bytes, searched, filled) : filled;
            if (lineFeed < filled) {
                return lineFeed + 1;
            }
            if (ended) {
                return filled;
            }
            searched = Math.max(searched, filled);
            int lastLine = lastLine(start, Math.min(rangeEnd, filled));
            if (filled - lastLine > limits.maximumRowBytes() + 2L) {
                oversizedRows++;
                return lastLine;
            }
            read();
        }
    }

    private int lastLine(int start, int rangeEnd) {
        int at = rangeEnd;
        while (at > start && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private void read() throws IOException {
        if (filled == bytes.length - PADDING) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8L));
        }
        piece.clear().limit(Math.min(Piece.BYTES, bytes.length - PADDING - filled));
        int count = count();
        ended = count < 0;
        piece.flip();
        int length = piece.remaining();
        piece.get(bytes, filled, length);
        filled += length;
    }

    private int count() throws IOException {
        try {
            return channel.read(piece, from + filled - PADDING);
        } catch (IOException e) {
            String reason = Optional.ofNullable(e.getMessage()).orElse("input/output error");
            throw new IOException(path + " cannot be read to its end: " + reason, e);
        }
    }

    @Override
    public int rowCount() {
        return lines.rowCount();
    }

    @Override
    public long oversizedRows() {
        return oversizedRows + lines.oversizedRows();
    }
}
