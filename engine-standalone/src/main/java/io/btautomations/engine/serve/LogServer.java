package io.btautomations.engine.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.WallClock;
import io.btautomations.engine.query.TemporaryFiles;
import io.btautomations.engine.serve.log.LogStore;
import io.btautomations.engine.serve.log.Notices;
import io.btautomations.engine.serve.log.RowJson;
import io.btautomations.engine.web.AccessToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Braintrust's interface over the logs of a directory. Safe for use by several threads. */
public final class LogServer implements AutoCloseable {

    /** What one request of a client should have at most; larger ones are uploaded beforehand. */
    private static final int USUAL_REQUEST_BYTES = 6 << 20;

    private static final int BACKLOG = 256;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Phaser requests = new Phaser(1);
    private final Access access;
    private final Routes routes = new Routes();
    private final Notices notices;
    private final Uploads uploads;
    private volatile boolean isStopping;

    private LogServer(HttpServer http, Access access, Uploads uploads, Notices notices) {
        this.http = http;
        this.access = access;
        this.uploads = uploads;
        this.notices = notices;
    }

    /**
     * What a server is to be.
     *
     * @param address port 0 is any free one
     * @param token what clients must show; needed where other machines can reach the address
     * @param version of this program
     * @param temporary directory for what does not fit in memory
     */
    public record Settings(
            InetSocketAddress address,
            Optional<AccessToken> token,
            ServerLimits limits,
            String version,
            Path temporary) {}

    /**
     * Has the JDK's server give up on clients that take too long: 60 s for a request, 5 minutes for an answer, unless
     * its own system properties say otherwise. Has an effect before the first server of a process is made.
     */
    public static void limitSlowClients() {
        Map<String, String> limits = Map.of(
                "sun.net.httpserver.maxReqTime", "60",
                "sun.net.httpserver.maxRspTime", "300",
                "sun.net.httpserver.idleInterval", "60",
                "sun.net.httpserver.nodelay", "true",
                "jdk.httpserver.maxConnections", "1000");
        limits.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    /**
     * Starts a server.
     *
     * @param store stays open when the server stops
     * @param notices told of failures that are not the client's
     * @throws IOException if the address cannot be had
     */
    public static LogServer start(
            Settings settings, LogStore store, WallClock clock, Randomness randomness, Notices notices)
            throws IOException {
        if (settings.token().isEmpty() && !settings.address().getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("an address that other machines can reach needs a token");
        }
        ServerLimits limits = settings.limits();
        Uploads uploads = new Uploads(store.uploads(), limits.uploadBytes(), clock, randomness);
        HttpServer http = HttpServer.create(settings.address(), BACKLOG);
        LogServer server = new LogServer(http, new Access(settings.token()), uploads, notices);
        server.addRoutes(settings, store, clock);
        http.setExecutor(server.threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    private void addRoutes(Settings settings, LogStore store, WallClock clock) {
        ServerLimits limits = settings.limits();
        routes.add("GET", "/", exchange -> exchange.send(hello(settings)));
        routes.add("GET", "/ping", exchange -> exchange.send(hello(settings)));
        routes.add("GET", "/version", exchange -> exchange.send(hello(settings)));
        new ProjectEndpoints(store, limits).addTo(routes);
        new WriteEndpoints(store, limits, uploads).addTo(routes);
        routes.add("POST", "/btql", new QueryEndpoint(store, clock, limits, new TemporaryFiles(settings.temporary())));
    }

    private static ObjectNode hello(Settings settings) {
        ObjectNode hello = RowJson.MAPPER.createObjectNode();
        hello.put("service", "automations serve");
        hello.put("version", settings.version());
        hello.put("logs3_payload_max_bytes", USUAL_REQUEST_BYTES);
        return hello;
    }

    /** Where clients reach the server. */
    public String url() {
        InetAddress address = http.getAddress().getAddress();
        boolean isAny = address.isAnyLocalAddress();
        String host = isAny ? "localhost" : address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** The port that it listens on. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** Requests that are being answered. */
    int requestsInProgress() {
        return Math.max(0, requests.getRegisteredParties() - (isStopping ? 0 : 1));
    }

    private void handle(HttpExchange http) throws IOException {
        Exchange exchange = new Exchange(http);
        boolean isLate = requests.register() < 0;
        try {
            if (isLate || isStopping) {
                exchange.header("Connection", "close");
                throw RequestFailure.stopping();
            }
            answer(exchange);
        } catch (RequestFailure failure) {
            fail(exchange, failure);
        } finally {
            exchange.close();
            if (!isLate) {
                requests.arriveAndDeregister();
            }
        }
    }

    private void answer(Exchange exchange) throws IOException, RequestFailure {
        try {
            // An upload's address is a secret of its own, which clients send without their key
            if (exchange.method().equals("PUT") && exchange.path().startsWith("/logs3/overflow/")) {
                uploads.answer(exchange);
                return;
            }
            access.check(exchange);
            routes.find(exchange.method(), exchange.path()).answer(exchange);
        } catch (IOException e) {
            if (exchange.isOver()) {
                throw e;
            }
            String what = Optional.ofNullable(e.getMessage()).orElse("input/output error");
            notices.say(exchange.method() + " " + exchange.path() + ": " + what);
            throw RequestFailure.internal(what);
        } catch (RuntimeException e) {
            notices.say(exchange.method() + " " + exchange.path() + ": internal error: " + e + ", please report it");
            if (exchange.isOver()) {
                throw e;
            }
            throw RequestFailure.internal("internal error; the server's output says more");
        }
    }

    private static void fail(Exchange exchange, RequestFailure failure) throws IOException {
        ObjectNode body = RowJson.MAPPER.createObjectNode();
        body.put("Code", failure.code());
        body.put("Message", failure.getMessage());
        body.put("Path", exchange.path());
        body.put("Service", "api");
        exchange.send(failure.status(), body, failure.headers());
    }

    /** Answers the requests that there are, up to half a minute long, and stops. */
    @Override
    public void close() {
        isStopping = true;
        int phase = requests.arriveAndDeregister();
        try {
            if (phase >= 0) {
                requests.awaitAdvanceInterruptibly(phase, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (TimeoutException e) {
            notices.say("requests that took longer than " + LONGEST_STOP.toSeconds() + " s were cut off");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.stop(0);
        threads.shutdownNow();
    }
}
