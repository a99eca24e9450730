package io.btautomations.core.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store on loopback that gives one answer, and remembers what it was asked. */
final class ScriptedStore implements AutoCloseable {

    /** A request, with its headers by lower-case name. */
    record Asked(String method, String path, Map<String, List<String>> headers) {

        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join(", ", header.getValue()))
                    .findFirst();
        }
    }

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = "";

    ScriptedStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Asked> asked() {
        return asked;
    }

    /** Has every request from now on be answered with an error; without code if that is empty. */
    void refuse(int newStatus, String code) {
        status = newStatus;
        body = code.isEmpty() ? "" : "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
    }

    Settings settings() {
        return Settings.of(Map.of(
                "Endpoint Override URL", "http://127.0.0.1:" + port(),
                "Use Path Style Access", "true",
                "Access Key ID", "key",
                "Secret Access Key", "secret"));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders())));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ETag", "\"e\"");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
