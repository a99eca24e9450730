package io.btautomations.btql.execute;

import java.io.IOException;

/** Takes rows of a result until it has enough. */
@FunctionalInterface
interface ResultConsumer {

    /** Takes the next row; false if no further row is wanted. */
    boolean accept(ResultRow row) throws IOException, QueryLimitException;
}
