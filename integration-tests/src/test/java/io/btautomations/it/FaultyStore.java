package io.btautomations.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy before an object store, on loopback, that fails often, in all the ways that networks and stores do. */
final class FaultyStore implements AutoCloseable {

    private enum Fault {
        SLOW_DOWN,
        /** The connection breaks before the store hears of the request. */
        BROKEN,
        /** The store does what it is asked; the connection breaks before it says so. */
        LOST,
        /** The connection breaks in the middle of the answer. */
        CUT
    }

    /** Every fiftieth request fails. */
    private static final Map<Fault, Integer> FAULTS =
            new EnumMap<>(Map.of(Fault.SLOW_DOWN, 5, Fault.BROKEN, 5, Fault.LOST, 7, Fault.CUT, 3));

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "date", "expect", "keep-alive", "transfer-encoding");
    private static final String ERROR = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>SlowDown</Code>"
            + "<Message>Please reduce your request rate.</Message></Error>";

    private final URI store;
    private final Chance<Fault> chance = new Chance<>(2, FAULTS);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger faults = new AtomicInteger();
    private final HttpServer server;

    FaultyStore(URI store) throws IOException {
        this.store = store;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int faults() {
        return faults.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Fault> fault = chance.next();
            fault.ifPresent(drawn -> faults.incrementAndGet());
            if (fault.equals(Optional.of(Fault.BROKEN))) {
                return;
            }
            if (fault.equals(Optional.of(Fault.SLOW_DOWN))) {
                byte[] error = ERROR.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(503, exchange.getRequestMethod().equals("HEAD") ? -1 : error.length);
                if (!exchange.getRequestMethod().equals("HEAD")) {
                    exchange.getResponseBody().write(error);
                }
                return;
            }
            byte[] answer = ask(exchange, body);
            if (fault.equals(Optional.of(Fault.LOST))) {
                return;
            }
            tell(exchange, answer, fault.isPresent());
        }
    }

    /** The store's whole answer. By HTTP 1.0, it ends where the connection ends. */
    private byte[] ask(HttpExchange exchange, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder();
        head.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
        head.append(" HTTP/1.0\r\n");
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        try (Socket socket = new Socket(store.getHost(), store.getPort())) {
            OutputStream out = socket.getOutputStream();
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            request.write(body);
            request.writeTo(out);
            out.flush();
            return socket.getInputStream().readAllBytes();
        }
    }

    private static void tell(HttpExchange exchange, byte[] answer, boolean cut) throws IOException {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        List<String> head = text.substring(0, end).lines().toList();
        Optional<String> length = Optional.empty();
        for (String line : head.subList(1, head.size())) {
            String name = line.substring(0, line.indexOf(':'));
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (name.equalsIgnoreCase("content-length")) {
                length = Optional.of(value);
            } else if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        byte[] body = Arrays.copyOfRange(answer, end + 4, answer.length);
        int status = Integer.parseInt(head.get(0).split(" ")[1]);
        if (exchange.getRequestMethod().equals("HEAD")) {
            length.ifPresent(value -> exchange.getResponseHeaders().set("Content-Length", value));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
        }
    }
}
