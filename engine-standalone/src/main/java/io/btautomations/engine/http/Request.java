package io.btautomations.engine.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a client asks for. Used by one thread. */
final class Request {

    private static final int LONGEST_BODY = 64 << 10;

    private final HttpExchange exchange;
    private final Map<String, String> parameters;
    private Optional<Map<String, String>> fields = Optional.empty();

    private Request(HttpExchange exchange, Map<String, String> parameters) {
        this.exchange = exchange;
        this.parameters = parameters;
    }

    /** @throws RequestFailure if it names another server, or cannot be understood */
    static Request of(HttpExchange exchange) throws RequestFailure {
        URI uri = exchange.getRequestURI();
        if (uri.getRawAuthority() != null || uri.getScheme() != null || uri.getRawPath() == null) {
            throw new RequestFailure(400, "a request names a path, not a whole address");
        }
        String query = uri.getRawQuery();
        return new Request(exchange, query == null ? Map.of() : Fields.ofForm(query));
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** The path as it was sent: nothing in it is decoded or tidied up, so that only what is known matches. */
    String path() {
        return exchange.getRequestURI().getRawPath();
    }

    /** The only value of a header; empty if there is none. */
    Optional<String> header(String name) throws RequestFailure {
        List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new RequestFailure(400, "the request has the header " + name + " more than once");
        }
        return values.stream().findFirst();
    }

    /** A value behind the question mark. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Whether the body is JSON, and the answer is to be. */
    boolean isJson() throws RequestFailure {
        return mediaType().equals(Response.JSON);
    }

    /** A field of the form or JSON object in the body. */
    Optional<String> field(String name) throws RequestFailure, IOException {
        if (fields.isEmpty()) {
            fields = Optional.of(read());
        }
        return Optional.ofNullable(fields.get().get(name));
    }

    private Map<String, String> read() throws RequestFailure, IOException {
        String type = mediaType();
        boolean isForm = type.equals("application/x-www-form-urlencoded");
        if (!isForm && !isJson()) {
            throw new RequestFailure(
                    415,
                    "the body should be application/x-www-form-urlencoded or application/json, not '" + type + "'");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new RequestFailure(413, "a request has at most " + LONGEST_BODY + " bytes");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return isForm ? Fields.ofForm(text) : Fields.ofJson(text);
    }

    private String mediaType() throws RequestFailure {
        String type = header("Content-Type").orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
