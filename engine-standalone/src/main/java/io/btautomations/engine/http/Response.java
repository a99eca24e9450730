package io.btautomations.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param type media type of the body
 * @param headers besides those that every answer has
 * @param body text
 */
record Response(int status, String type, Map<String, String> headers, String body) {

    static final String TEXT = "text/plain; charset=utf-8";
    static final String HTML = "text/html; charset=utf-8";
    static final String JSON = "application/json";

    Response {
        headers = Map.copyOf(headers);
    }

    static Response ok(String type, String body) {
        return new Response(200, type, Map.of(), body);
    }

    static Response html(int status, String body) {
        return new Response(status, HTML, Map.of(), body);
    }

    /** Sends a browser on to a page of ours after a form. */
    static Response seeOther(String location) {
        return new Response(303, TEXT, Map.of("Location", location), "");
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
