package io.btautomations.btql.execute;

import io.btautomations.btql.row.RowBlocks;
import java.io.IOException;

/** The rows that a query reads. */
@FunctionalInterface
public interface RowSupplier {

    /**
     * Opens the rows from the beginning. Queries over traces, and samples of a number of rows, open them several times
     * and must find the same rows each time. The caller closes what it gets.
     */
    RowBlocks open() throws IOException;
}
