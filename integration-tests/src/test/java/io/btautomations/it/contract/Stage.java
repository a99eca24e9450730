package io.btautomations.it.contract;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** What stands around a step: a folder and a receiver on loopback, the same for every host that plays a scenario. */
final class Stage implements AutoCloseable {

    /** A request as it came, with the first value of each header by its lower-case name. */
    record Request(Map<String, String> headers, String body) {}

    private final Path folder;
    private final HttpServer server;
    private final Queue<Scenario.Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** @param folder an empty one */
    Stage(Path folder) {
        this.folder = folder;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(new Request(headers, new String(body, StandardCharsets.UTF_8)));
            Scenario.Answer answer = answers.poll();
            if (answer == null) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
                exchange.getResponseBody().write(text);
            }
            exchange.close();
        });
        server.start();
    }

    /** Has the receiver answer like that. */
    void answer(List<Scenario.Answer> script) {
        answers.addAll(script);
    }

    /** The requests so far. */
    List<Request> requests() {
        return new ArrayList<>(requests);
    }

    Path folder() {
        return folder;
    }

    /** The text with what is here in place of what stands for it. */
    String resolve(String text) {
        return text.replace("@{folder}", folder.toString()).replace("@{receiver}", receiver());
    }

    /** The texts with what is here in place of what stands for it. */
    Map<String, String> resolve(Map<String, String> texts) {
        Map<String, String> resolved = new LinkedHashMap<>();
        texts.forEach((name, text) -> resolved.put(name, resolve(text)));
        return resolved;
    }

    /** The opposite of {@link #resolve(String)}. */
    String generalize(String text) {
        return text.replace(receiver(), "@{receiver}").replace(folder.toString(), "@{folder}");
    }

    void put(Scenario.Act.Put put) {
        Path file = folder.resolve(put.path());
        try {
            if (put.text().isPresent()) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, resolve(put.text().get()));
            } else {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String receiver() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
