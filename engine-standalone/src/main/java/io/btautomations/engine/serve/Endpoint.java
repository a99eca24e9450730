package io.btautomations.engine.serve;

import java.io.IOException;

/** Answers requests of one kind. Safe for use by several threads. */
@FunctionalInterface
interface Endpoint {

    /** @throws RequestFailure instead of an answer */
    void answer(Exchange exchange) throws IOException, RequestFailure;
}
