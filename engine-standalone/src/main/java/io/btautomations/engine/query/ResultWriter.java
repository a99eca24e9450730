package io.btautomations.engine.query;

import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.execute.ResultSink;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes a result in some form. Closing gives up what is kept aside; it does not close the stream that is written to.
 */
public interface ResultWriter extends ResultSink, Closeable {

    @Override
    void accept(ResultRow row) throws IOException;

    /** Writes what is left to write, after the last row. */
    void finish() throws IOException;

    @Override
    default void close() throws IOException {}
}
