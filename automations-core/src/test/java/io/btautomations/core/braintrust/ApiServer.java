package io.btautomations.core.braintrust;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A server on loopback that records what is asked and answers what a test wants; the last answer is repeated. */
final class ApiServer implements AutoCloseable {

    /** A request that came. Header names are in lower case. */
    record Asked(String method, String path, Map<String, String> headers, String body) {}

    /**
     * An answer.
     *
     * @param headers of the form {@code Name: value}; names may repeat
     * @param chunked whether it is sent without a length
     */
    record Reply(int status, List<String> headers, byte[] body, boolean chunked) {

        static Reply json(String body) {
            return new Reply(200, List.of("Content-Type: application/json"), utf8(body), false);
        }

        static Reply status(int status, String body, String... headers) {
            return new Reply(status, List.of(headers), utf8(body), false);
        }

        Reply with(String... more) {
            List<String> all = new ArrayList<>(headers);
            all.addAll(List.of(more));
            return new Reply(status, all, body, chunked);
        }

        Reply packed() {
            return new Reply(status, headers, gzip(body), chunked);
        }

        Reply inChunks() {
            return new Reply(status, headers, body, true);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new ArrayList<>();
    private final Deque<Reply> replies = new ArrayDeque<>();

    ApiServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Answers the next request that has no answer yet with this. */
    synchronized ApiServer answer(Reply reply) {
        replies.add(reply);
        return this;
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(), String.join(",", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply = record(
                new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
        for (String header : reply.headers()) {
            int colon = header.indexOf(':');
            exchange.getResponseHeaders()
                    .add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        boolean none = reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), none ? -1 : reply.chunked() ? 0 : reply.body().length);
        if (!none) {
            exchange.getResponseBody().write(reply.body());
        }
        exchange.close();
    }

    private synchronized Reply record(Asked request) {
        asked.add(request);
        if (replies.isEmpty()) {
            return Reply.status(500, "{\"Code\":\"this test has no answer\"}");
        }
        return replies.size() > 1 ? replies.remove() : replies.element();
    }
}
