package io.btautomations.core.port;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Talks HTTP. Follows no redirect, retries nothing, keeps no cookie. Safe for use by several threads. */
public interface HttpTransport extends AutoCloseable {

    /**
     * Sends a request and waits for the answer's head.
     *
     * @throws IOException if no answer came; the message names host and reason, no path, query or secret
     */
    Response send(Request request) throws IOException;

    @Override
    void close();

    /**
     * A request.
     *
     * @param headers in order; names may repeat
     * @param body empty for none
     */
    record Request(String method, URI uri, List<Header> headers, Optional<byte[]> body) {
        public Request {
            headers = List.copyOf(headers);
        }
    }

    /** One header line. */
    record Header(String name, String value) {}

    /** An answer; to be closed. */
    interface Response extends AutoCloseable {

        int status();

        /** The first header of that name, in any case. */
        Optional<String> header(String name);

        /** The body, as it comes. */
        InputStream body();

        /** Whether the body's end is marked, so that it can be told from a connection that broke. */
        boolean delimited();

        @Override
        void close();
    }
}
