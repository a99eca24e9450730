package io.btautomations.engine.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.serve.log.RowJson;
import io.btautomations.engine.serve.log.ServedObject;
import io.btautomations.engine.serve.log.TestLogs;
import io.btautomations.engine.web.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A server on this machine, its logs, and a client of it. */
final class TestServer implements AutoCloseable {

    private final TestLogs logs = new TestLogs();
    private final HttpClient client = HttpClient.newHttpClient();
    private final LogServer server;

    TestServer() {
        this(ServerLimits.STANDARD, Optional.empty());
    }

    TestServer(ServerLimits limits, Optional<AccessToken> token) {
        LogServer.Settings settings = new LogServer.Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                token,
                limits,
                "test",
                Path.of(System.getProperty("java.io.tmpdir")));
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        try {
            server = LogServer.start(settings, logs.store(), logs.clock(), random::nextBytes, logs::say);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestLogs logs() {
        return logs;
    }

    LogServer server() {
        return server;
    }

    String url(String path) {
        return server.url() + path;
    }

    ServedObject project(String name) {
        return logs.project(name);
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Posts JSON, in which {@code '} stands for quotation marks. */
    HttpResponse<byte[]> post(String path, String json) {
        return post(path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Map.of());
    }

    HttpResponse<byte[]> post(String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json");
        headers.forEach(request::setHeader);
        return send(request.build());
    }

    HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path))).build());
    }

    /** What a query answers. */
    HttpResponse<byte[]> query(String query, String... more) {
        ObjectNode body = RowJson.MAPPER.createObjectNode().put("query", query);
        for (int i = 0; i < more.length; i += 2) {
            body.set(more[i], json(more[i + 1].getBytes(StandardCharsets.UTF_8)));
        }
        return post("/btql", RowJson.bytes(body), Map.of());
    }

    /** The rows that a query gives. */
    List<ObjectNode> rows(String query) {
        List<ObjectNode> rows = new ArrayList<>();
        json(query(query)).path("data").forEach(row -> rows.add((ObjectNode) row));
        return rows;
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return json(response.body());
    }

    static JsonNode json(byte[] bytes) {
        try {
            return RowJson.MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        logs.close();
    }
}
