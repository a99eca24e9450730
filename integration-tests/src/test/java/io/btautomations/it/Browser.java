package io.btautomations.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page in headless Chromium, driven as its DevTools drive it. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("DevTools listening on ws://([0-9.:]+)/");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> calls;
    private final List<String> complaints;

    private Browser(
            Process process,
            WebSocket socket,
            Map<Integer, CompletableFuture<JsonNode>> calls,
            List<String> complaints) {
        this.process = process;
        this.socket = socket;
        this.calls = calls;
        this.complaints = complaints;
    }

    /** Starts a browser whose files lie in {@code folder}. */
    static Browser start(Path folder) throws IOException, InterruptedException {
        Path said = folder.resolve("browser.log");
        Process process = new ProcessBuilder(
                        TestFiles.repository()
                                .resolve("integration-tests/browser/browser.sh")
                                .toString(),
                        folder.resolve("profile").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        String address = Eventually.get("browser", PATIENCE, () -> address(said));
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest newPage = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode page = JSON.readTree(
                client.send(newPage, HttpResponse.BodyHandlers.ofString()).body());
        Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
        List<String> complaints = new CopyOnWriteArrayList<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), new Listener(calls, complaints))
                .join();
        Browser browser = new Browser(process, socket, calls, complaints);
        for (String domain : List.of("Page", "Runtime", "Log")) {
            browser.call(domain + ".enable", Map.of());
        }
        return browser;
    }

    /** Goes to an address and waits for its page. */
    void open(String address) {
        call("Page.navigate", Map.of("url", address));
        until("page " + address, "document.readyState === 'complete' && location.href.startsWith('" + address + "')");
    }

    /** The value of an expression of the page's language. */
    JsonNode value(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Returns as soon as an expression is true. */
    void until(String what, String condition) {
        Eventually.holds(what, PATIENCE, () -> isTrue(condition));
    }

    /** Presses and releases the mouse over the first element that a selector finds. */
    void click(String selector) {
        JsonNode box = value("(() => { const e = document.querySelector(" + JSON.valueToTree(selector)
                + "); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                + " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            box.path("x").asDouble(),
                            "y",
                            box.path("y").asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Types into the field that has the focus. */
    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Whether pages may run scripts. */
    void scripts(boolean allowed) {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /** Whether the user likes it dark. */
    void dark(boolean dark) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** A picture of the whole page. */
    Path picture(Path file) throws IOException {
        JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        return Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    /** What the browser found wrong with pages: errors of scripts, and what their policy forbids. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
    }

    private boolean isTrue(String condition) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", condition, "returnByValue", true));
        return result.path("result").path("value").asBoolean();
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(number, answer);
        ObjectNode message = JSON.createObjectNode().put("id", number).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        JsonNode answered =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (answered.has("error")) {
            throw new AssertionError(method + ": " + answered.path("error"));
        }
        return answered.path("result");
    }

    private static Optional<String> address(Path said) {
        Matcher matcher = ADDRESS.matcher(Files.exists(said) ? TestFiles.text(said) : "");
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Hands answers to those who wait for them. */
    private static final class Listener implements WebSocket.Listener {

        private final Map<Integer, CompletableFuture<JsonNode>> calls;
        private final List<String> complaints;
        private final StringBuilder text = new StringBuilder();

        Listener(Map<Integer, CompletableFuture<JsonNode>> calls, List<String> complaints) {
            this.calls = calls;
            this.complaints = complaints;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(String message) {
            try {
                JsonNode node = JSON.readTree(message);
                CompletableFuture<JsonNode> call = calls.remove(node.path("id").asInt());
                if (call != null) {
                    call.complete(node);
                } else if (node.path("method").asText().equals("Runtime.exceptionThrown")
                        || node.at("/params/entry/level").asText().equals("error")) {
                    complaints.add(message);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
