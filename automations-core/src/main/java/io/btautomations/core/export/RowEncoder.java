package io.btautomations.core.export;

import java.io.IOException;

/** Writes rows into one object. Closing without {@link #finish} leaves the object cut off. For one thread. */
interface RowEncoder extends AutoCloseable {

    /** Adds the row at hand. */
    void write(ExportRows row) throws IOException;

    /** Writes all that is pending and whatever ends the format. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
