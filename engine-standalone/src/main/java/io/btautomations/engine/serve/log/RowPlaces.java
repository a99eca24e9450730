package io.btautomations.engine.serve.log;

import java.io.IOException;

/** How the rows of a log are found by what its index says of them. Safe for use by several threads. */
interface RowPlaces {

    /**
     * Adds a row to {@code target}.
     *
     * @param window through which the files of this log are read
     */
    void copy(RowIndex.View view, int position, FileWindow window, RowBuffer target) throws IOException;
}
