package io.btautomations.core.source.log;

import java.io.IOException;
import java.util.Optional;

/** Takes the rows of a portion in log order, as bytes of JSON Lines. */
public interface RowSink {

    /**
     * What follows comes from here.
     *
     * @param uri without secrets
     */
    void from(String uri);

    /**
     * What follows is from this place of the log on.
     *
     * @param place sorts as text in log order
     */
    default void place(String place) {}

    /** A place that is to be told before rows from there on follow, if there is one. */
    default Optional<String> nextPlace() {
        return Optional.empty();
    }

    /** Whether more rows fit. */
    default boolean hasRoom() {
        return true;
    }

    /** The next bytes; rows may begin and end anywhere in them. */
    void write(byte[] bytes, int from, int to) throws IOException;

    /** Ends the last row, if it has no line end of its own. */
    void endRow() throws IOException;
}
