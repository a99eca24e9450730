package io.btautomations.engine.http;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.Revision;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.run.World;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.web.AccessToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A status server over a store of its own, with an engine that obeys whenever somebody waits for it. */
final class TestSite implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Pattern SECRET = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    final List<String> journal = new CopyOnWriteArrayList<>();
    final List<String> tested = new CopyOnWriteArrayList<>();
    final EngineStore store;
    final StatusServer server;
    private final List<BoundAutomation> automations = new CopyOnWriteArrayList<>();

    /** An answer as it came over the wire. */
    record Answer(int status, Map<String, String> headers, String body) {}

    TestSite(Path directory, Optional<String> token) {
        try {
            store = EngineStore.open(directory, () -> NOW);
            StatusServer.Settings settings = new StatusServer.Settings(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), token.map(AccessToken::of), "1.2.3");
            server = StatusServer.start(settings, store, new FakeControls(), world());
        } catch (StoreException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an automation that runs. */
    void add(String name, Optional<String> error) throws StoreException {
        automations.add(
                new BoundAutomation(name, "flow.json", List.of(), List.of(), List.of(), new Revision(List.of())));
        store.register(new AutomationRecord(
                name, "id", "flow.json", "Source", "every 1 min", false, Optional.of(NOW), Optional.empty(), 0, error));
        store.setProgress(name, Optional.of(NOW.plusSeconds(60)), Optional.of(NOW), error.isPresent() ? 1 : 0, error);
    }

    void clear() {
        automations.clear();
    }

    /** What our pages send along. */
    String secret(String... headers) {
        Matcher matcher = SECRET.matcher(get("/", headers).body());
        if (!matcher.find()) {
            throw new AssertionError("the page has no secret");
        }
        return matcher.group(1);
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** Posts a form from a page of ours. */
    Answer post(String path, String form, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/x-www-form-urlencoded");
        return send("POST", path, form, all.toArray(String[]::new));
    }

    /** Sends a request as it is; a Host of this machine is added if there is none. */
    Answer send(String method, String target, String body, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (request.toString()
                .lines()
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))) {
            request.append("Host: 127.0.0.1:").append(port()).append("\r\n");
        }
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        request.append("Connection: close\r\nContent-Length: ")
                .append(content.length)
                .append("\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(content);
            out.flush();
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return URI.create(server.url()).getPort();
    }

    @Override
    public void close() throws StoreException {
        server.close();
        store.close();
    }

    private static Answer answer(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        List<String> lines = parts[0].lines().toList();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.stream().skip(1).forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        return new Answer(Integer.parseInt(lines.get(0).split(" ")[1]), headers, parts[1]);
    }

    /** The engine's part: what was asked for is done while the server waits. */
    private void obey() {
        try {
            for (Command command : store.commands()) {
                switch (command.verb()) {
                    case PAUSE -> store.setPaused(command.automation(), true);
                    case RESUME -> store.setPaused(command.automation(), false);
                    case REWIND -> journal.add("rewind " + command.automation() + " to " + command.argument());
                    default -> journal.add(command.verb() + " " + command.automation());
                }
                store.finish(command, "did " + command.verb());
            }
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    private World world() {
        return new World(
                () -> NOW,
                bytes -> new Random(7).nextBytes(bytes),
                (Duration pause) -> obey(),
                options -> {
                    throw new AssertionError("no HTTP here");
                },
                (root, settings) -> {
                    throw new AssertionError("no objects here");
                },
                Path.of("unused"),
                new Journal() {
                    @Override
                    public void say(Level level, String automation, String component, String message) {
                        journal.add(level + " " + message);
                    }

                    @Override
                    public void bug(String automation, String component, RuntimeException error) {
                        journal.add("BUG " + error);
                    }
                });
    }

    private final class FakeControls implements Controls {

        @Override
        public List<BoundAutomation> automations() {
            return List.copyOf(automations);
        }

        @Override
        public TestOutcome test(String automation) {
            tested.add(automation);
            return new TestOutcome(true, "1 delivered", Map.of("Rows Received", 1L));
        }
    }
}
