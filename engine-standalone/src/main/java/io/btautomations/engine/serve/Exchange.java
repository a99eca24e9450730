package io.btautomations.engine.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.btautomations.engine.serve.log.RowJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A request and its answer. For one thread. */
final class Exchange {

    private final HttpExchange http;
    private boolean answered;
    private boolean brokenOff;

    /** Writes the body of an answer. */
    @FunctionalInterface
    interface Body {

        void writeTo(OutputStream out) throws IOException;
    }

    Exchange(HttpExchange http) {
        this.http = http;
    }

    String method() {
        return http.getRequestMethod();
    }

    String path() {
        return Optional.ofNullable(http.getRequestURI().getPath()).orElse("");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
    }

    /** The value of a parameter behind the question mark. */
    Optional<String> parameter(String name) {
        String query = http.getRequestURI().getRawQuery();
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && decoded(pair.substring(0, equals)).equals(name)) {
                return Optional.of(decoded(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The address that the client used. */
    String baseUrl() {
        return "http://" + header("Host").orElse("localhost");
    }

    /** The request's body, which is a JSON object; an empty one if there is no body. */
    ObjectNode json(int mostBytes) throws IOException, RequestFailure {
        byte[] bytes = body(mostBytes);
        if (bytes.length == 0) {
            return RowJson.MAPPER.createObjectNode();
        }
        try {
            JsonNode body = RowJson.MAPPER.readTree(bytes);
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw RequestFailure.malformed("the body is no JSON: " + e.getOriginalMessage() + place(e));
        }
        throw RequestFailure.malformed("the body should be a JSON object");
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private byte[] body(int mostBytes) throws IOException, RequestFailure {
        checkLength(mostBytes);
        byte[] bytes = new RequestBody().readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw tooLong(mostBytes);
        }
        if (bytes.length > 0) {
            checkIsJson();
        }
        return bytes;
    }

    /** The request's body as it comes. */
    InputStream stream(int mostBytes) throws RequestFailure {
        checkLength(mostBytes);
        return new RequestBody();
    }

    /** The request's body; that it breaks off is the client's affair. */
    private final class RequestBody extends InputStream {

        private final InputStream in = http.getRequestBody();

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                brokenOff = true;
                throw e;
            }
        }
    }

    private void checkLength(int mostBytes) throws RequestFailure {
        String length = header("Content-Length").orElse("0");
        if (length.length() > 12 || Long.parseLong(length) > mostBytes) {
            throw tooLong(mostBytes);
        }
    }

    static RequestFailure tooLong(int mostBytes) {
        return RequestFailure.tooLarge("a request has at most " + mostBytes + " bytes; send less at a time");
    }

    /** Pages of others can make a browser send forms, but not JSON. */
    private void checkIsJson() throws RequestFailure {
        String type = header("Content-Type").orElse("none");
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals("application/json")) {
            throw RequestFailure.wrongMediaType("the body should be application/json, the request says " + type);
        }
        String encoding = header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw RequestFailure.wrongMediaType("the body should not be compressed, the request says " + encoding);
        }
    }

    /** Whether no answer can be begun: there is one, or nobody waits for it. */
    boolean isOver() {
        return answered || brokenOff;
    }

    /** Answers with JSON. */
    void send(JsonNode body) throws IOException {
        send(200, body, Map.of());
    }

    /** Answers with JSON. */
    void send(int status, JsonNode body, Map<String, String> headers) throws IOException {
        byte[] bytes = RowJson.bytes(body);
        headers.forEach(http.getResponseHeaders()::set);
        send(status, "application/json", bytes.length, out -> out.write(bytes));
    }

    /** Adds a header to the answer. */
    void header(String name, String value) {
        http.getResponseHeaders().set(name, value);
    }

    /**
     * Answers.
     *
     * @param length of the body in bytes
     */
    void send(int status, String type, long length, Body body) throws IOException {
        answered = true;
        http.getResponseHeaders().set("Content-Type", type);
        if (length == 0) {
            http.sendResponseHeaders(status, -1);
        } else if (takesGzip()) {
            http.getResponseHeaders().set("Content-Encoding", "gzip");
            http.getResponseHeaders().set("Vary", "Accept-Encoding");
            http.sendResponseHeaders(status, 0);
            try (OutputStream out = new GZIPOutputStream(http.getResponseBody(), 1 << 16)) {
                body.writeTo(out);
            }
        } else {
            http.sendResponseHeaders(status, length);
            try (OutputStream out = http.getResponseBody()) {
                body.writeTo(out);
            }
        }
    }

    private boolean takesGzip() {
        for (String coding : header("Accept-Encoding").orElse("").split(",", -1)) {
            String[] parts = coding.strip().split(";", 2);
            boolean isRefused = parts.length > 1 && parts[1].replace(" ", "").matches("q=0(\\.0*)?");
            if (parts[0].strip().equalsIgnoreCase("gzip") && !isRefused) {
                return true;
            }
        }
        return false;
    }

    void close() {
        http.close();
    }
}
