package io.btautomations.btql.execute;

import io.btautomations.btql.eval.Row;
import java.io.IOException;

/** Takes rows until it has enough. */
@FunctionalInterface
interface RowConsumer {

    /** Takes the next row, which is valid during this call only; false if no further row is wanted. */
    boolean accept(Row row) throws IOException, QueryLimitException;
}
