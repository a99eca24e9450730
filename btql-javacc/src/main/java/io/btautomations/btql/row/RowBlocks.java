package io.btautomations.btql.row;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

/** A stream of rows in blocks. Not safe for use by several threads. */
public interface RowBlocks extends Closeable {

    /** White space and byte order mark that may stand before an array. */
    int LONGEST_PREFIX = 4_096;

    /**
     * The next block; it is valid until the next call.
     *
     * @return empty at the end of the stream
     * @throws IOException if reading fails; nothing read so far is lost, but this stream is at its end
     */
    Optional<RowBlock> next() throws IOException;

    /**
     * The rows of a stream that is JSON Lines or one JSON array; its first byte other than white space tells which.
     * Bytes after the last line end are a row.
     */
    static RowBlocks of(InputStream in, RowLimits limits) throws IOException {
        PushbackInputStream peeking = new PushbackInputStream(in, LONGEST_PREFIX);
        byte[] prefix = new byte[LONGEST_PREFIX];
        int length = 0;
        int next = peeking.read();
        while (next >= 0) {
            prefix[length++] = (byte) next;
            if (length == LONGEST_PREFIX || !isPrefix((byte) next)) {
                break;
            }
            next = peeking.read();
        }
        peeking.unread(prefix, 0, length);
        return length > 0 && prefix[length - 1] == '['
                ? new JsonArrayReader(peeking, limits)
                : new RowBlockReader(peeking, limits, RowBlockReader.LastLine.DELIVER);
    }

    private static boolean isPrefix(byte next) {
        return switch (next) {
            case ' ', '\t', '\n', '\r', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> true;
            default -> false;
        };
    }

    /**
     * The next rows, for any thread to cut and read; they are valid until they are given back by {@link #release}. Once
     * rows come in chunks, they do not come by {@link #next} any more.
     *
     * @return empty at the end of the stream
     * @throws IOException as {@link #next} does
     */
    default Optional<RowChunk> nextChunk() throws IOException {
        return next().map(block -> RowChunk.of(ByteRowBlock.copyOf(block)));
    }

    /** Takes back a chunk once nobody uses it any more; to be called by the thread that reads. */
    default void release(RowChunk chunk) {}

    /** Rows so far that were skipped because they are longer than the limit. */
    long oversizedRows();
}
