package io.btautomations.core.parquet;

import java.io.IOException;

/** Writes one column of each row: its value, or that there is none. For one thread. */
interface ColumnWriter {

    /** Writes that the row has no value. */
    void absent() throws IOException;

    /**
     * Writes the value in a slot, which is neither missing nor null, as far as the column can hold it.
     *
     * @return whether the column holds the value whole
     */
    boolean write(RowAtHand row, int slot) throws IOException;
}
