package io.btautomations.core.filter;

import java.io.IOException;
import java.util.Optional;

/** Puts the rows of one input to a filter, from its beginning to its end. Used once, by one thread. */
sealed interface Pass permits FilterPass, RecordPass {

    /**
     * Reads the input.
     *
     * @return why the whole input fails; empty if it does not
     */
    Optional<String> run() throws IOException;

    /** Rows that were put to the filter. */
    long rows();

    /** Rows among them that are not one JSON object, or too long. */
    long malformed();

    /** Which row, from 1, was the first that is malformed; 0 if none is. */
    long firstMalformed();

    /** Rows that the filter holds for. */
    Selection matched();

    /** The others that are kept. */
    Selection unmatched();

    /** Forgets everything. */
    void discard();
}
