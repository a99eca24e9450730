package io.btautomations.core.braintrust;

import java.io.IOException;

/** Takes rows as the bytes that the endpoint sent. */
@FunctionalInterface
public interface RowTaker {

    /**
     * The next row: one JSON object without a line end in it.
     *
     * @param bytes valid during the call only
     * @param from first byte
     * @param to behind the last byte
     * @throws IOException if it cannot be taken; ends the answer
     */
    void take(byte[] bytes, int from, int to) throws IOException;
}
