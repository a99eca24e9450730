package io.btautomations.btql.row;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A stream of rows in blocks. Not safe for use by several threads. */
public interface RowBlocks extends Closeable {

    /**
     * The next block; it is valid until the next call.
     *
     * @return empty at the end of the stream
     * @throws IOException if reading fails; nothing read so far is lost, but this stream is at its end
     */
    Optional<RowBlock> next() throws IOException;

    /** Rows so far that were skipped because they are longer than the limit. */
    long oversizedRows();
}
