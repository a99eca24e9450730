package io.btautomations.engine.http;

import java.util.Map;

/** A request is not answered as asked. The message is for the one who asked; it has no secret in it. */
final class RequestFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    RequestFailure(int status, String message) {
        this(status, message, Map.of());
    }

    RequestFailure(int status, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    Response response() {
        return new Response(status, Response.TEXT, headers, getMessage() + "\n");
    }
}
