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

    /** The rows that were read. */
    RowTally tally();

    /** Rows that the filter holds for. */
    Selection matched();

    /** The others that are kept. */
    Selection unmatched();

    /** Forgets everything. */
    default void discard() {
        matched().discard();
        unmatched().discard();
    }
}
