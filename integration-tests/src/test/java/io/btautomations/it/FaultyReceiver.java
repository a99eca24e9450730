package io.btautomations.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver of notifications that fails often, in all the ways that receivers do, and de-duplicates by their id. */
final class FaultyReceiver implements AutoCloseable {

    private enum Fault {
        REFUSED,
        TOO_MANY,
        RESET,
        /** The payload is taken; the answer comes when nobody waits for it any more. */
        LATE,
        /** The payload is taken; the answer never comes. */
        LOST
    }

    /** Every fourth attempt fails. */
    private static final Map<Fault, Integer> FAULTS = new EnumMap<>(
            Map.of(Fault.REFUSED, 90, Fault.TOO_MANY, 40, Fault.RESET, 40, Fault.LATE, 20, Fault.LOST, 60));

    private static final long LATE_SECONDS = 3;
    private static final Pattern COUNT = Pattern.compile("\"count\"\\s*:\\s*(\\d+)");

    private final Chance<Fault> chance = new Chance<>(1, FAULTS);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final AtomicInteger faults = new AtomicInteger();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    FaultyReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** How many matches the notifications that were taken stand for, each notification once. */
    long matches() {
        return taken.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many different notifications were taken. */
    int notifications() {
        return taken.size();
    }

    /** Notifications that were seen but never taken. */
    List<String> open() {
        return seen.keySet().stream().filter(id -> !taken.containsKey(id)).toList();
    }

    /** What a receiver may not see: two payloads under one id, a payload without a count. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    int faults() {
        return faults.get();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String before = seen.putIfAbsent(id, body);
            if (before != null && !before.equals(body)) {
                wrong.add("two payloads under " + id + ": " + before + " and " + body);
            }
            Optional<Fault> fault = chance.next();
            if (fault.isEmpty()) {
                take(id, body);
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            faults.incrementAndGet();
            switch (fault.get()) {
                case REFUSED -> exchange.sendResponseHeaders(503, -1);
                case TOO_MANY -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    exchange.sendResponseHeaders(429, -1);
                }
                case RESET -> {}
                case LATE -> {
                    take(id, body);
                    waitForLate();
                    exchange.sendResponseHeaders(204, -1);
                }
                case LOST -> take(id, body);
            }
        }
    }

    private void take(String id, String body) {
        Matcher count = COUNT.matcher(body);
        if (count.find()) {
            taken.put(id, Long.parseLong(count.group(1)));
        } else {
            wrong.add("no count in " + body);
        }
    }

    private void waitForLate() {
        try {
            closed.await(LATE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
