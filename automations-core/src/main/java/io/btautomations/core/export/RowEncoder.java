package io.btautomations.core.export;

import java.io.IOException;

/** Writes rows into one object. Closing without {@link #finish} leaves the object cut off. For one thread. */
interface RowEncoder extends AutoCloseable {

    /** Adds a row: one whole JSON object without a line end. */
    void write(byte[] bytes, int from, int to) throws IOException;

    /** Writes all that is pending and whatever ends the format. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
