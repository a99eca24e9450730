package io.btautomations.engine.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.run.World;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.web.AccessToken;
import io.btautomations.engine.web.SlowClients;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The status page of an engine, its buttons, and what monitors ask. It answers from the beginning, but says that it is
 * not ready before {@link #ready} and after {@link #drain}. Safe for use by several threads.
 */
public final class StatusServer implements AutoCloseable {

    private static final int BACKLOG = 64;

    /** What a browser may do with our pages: nothing but what they are for. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Site site;
    private final Journal journal;

    /**
     * Where to listen and whom to answer.
     *
     * @param address port 0 is any free one
     * @param token what clients must show; needed where other machines can reach the address
     * @param version of this program
     */
    public record Settings(InetSocketAddress address, Optional<AccessToken> token, String version) {}

    private StatusServer(HttpServer server, ExecutorService threads, Site site, Journal journal) {
        this.server = server;
        this.threads = threads;
        this.site = site;
        this.journal = journal;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if the address cannot be had
     * @throws IllegalArgumentException if other machines can reach the address and there is no token
     */
    public static StatusServer start(Settings settings, EngineStore store, Controls controls, World world)
            throws IOException {
        if (settings.token().isEmpty() && !settings.address().getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("an address that other machines can reach needs a token");
        }
        SlowClients.limit();
        HttpServer server = HttpServer.create(settings.address(), BACKLOG);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Site site = new Site(settings, store, controls, world, threads);
        StatusServer started = new StatusServer(server, threads, site, world.journal());
        server.setExecutor(threads);
        server.createContext("/", started::handle);
        server.start();
        return started;
    }

    /** Where the page is, for a browser on this machine. */
    public String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/";
    }

    /** From now on the engine does its work. */
    public void ready() {
        site.phase(Site.Phase.READY);
    }

    /** From now on the engine takes up no more work. */
    public void drain() {
        site.phase(Site.Phase.DRAINING);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        site.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, response(exchange));
        }
    }

    private Response response(HttpExchange exchange) {
        try {
            return site.answer(Request.of(exchange));
        } catch (RequestFailure e) {
            return e.response();
        } catch (StoreException e) {
            journal.say(Journal.Level.ERROR, "", "", String.valueOf(e.getMessage()));
            return new RequestFailure(503, String.valueOf(e.getMessage())).response();
        } catch (IOException e) {
            return new RequestFailure(400, "the request broke off").response();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RequestFailure(503, "the engine is stopping").response();
        } catch (RuntimeException e) {
            journal.bug("", "", e);
            return new RequestFailure(500, "an error of the program; the log says more").response();
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        headers.set("Content-Type", response.type());
        response.headers().forEach(headers::set);
        byte[] body = response.bytes();
        if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
