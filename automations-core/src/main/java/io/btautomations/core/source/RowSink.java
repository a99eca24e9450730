package io.btautomations.core.source;

import java.io.IOException;

/** Takes the rows of a portion in log order, as bytes of JSON Lines. */
interface RowSink {

    /**
     * What follows comes from here.
     *
     * @param uri without secrets
     */
    void from(String uri);

    /** The next bytes; rows may begin and end anywhere in them. */
    void write(byte[] bytes, int from, int to) throws IOException;

    /** Ends the last row, if it has no line end of its own. */
    void endRow() throws IOException;
}
