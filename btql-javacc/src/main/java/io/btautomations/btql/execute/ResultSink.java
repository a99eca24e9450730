package io.btautomations.btql.execute;

import java.io.IOException;

/** Takes the rows of a result, in order. */
@FunctionalInterface
public interface ResultSink {

    /** Takes the next row. */
    void accept(ResultRow row) throws IOException;
}
