package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An engine that is asked to end while a delivery is under way. */
class DrainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder = TestFiles.freshFolder("drain");
    private final CountDownLatch posted = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final AtomicInteger posts = new AtomicInteger();

    @Test
    void whatIsUnderWayComesToItsEndAndIsNotDoneAgain() throws IOException, InterruptedException {
        Path log = Files.createFile(folder.resolve("spans.jsonl"));
        StandaloneEngine engine = new StandaloneEngine(folder);
        HttpServer receiver = receiver();
        try {
            Map<FlowCopy, Map<String, String>> flows = flows(log, receiver);
            Process process = engine.start(flows);
            Eventually.holds("start of the engine", PATIENCE, () -> said().contains("started"));
            Files.writeString(
                    log,
                    "{\"id\":\"m\",\"created\":\"2026-01-01T00:00:00Z\",\"metadata\":{\"priority\":0},"
                            + "\"scores\":{\"Factuality\":0.1}}\n",
                    StandardOpenOption.APPEND);
            assertThat(posted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            process.destroy();
            Eventually.holds("notice of the end", PATIENCE, () -> said().contains("stopping"));
            assertThat(process.isAlive()).as("it waits for the receiver").isTrue();
            mayAnswer.countDown();
            assertThat(process.waitFor()).isZero();

            String deliveries = engine.call(
                            List.of("deliveries", "list", "--format", "json", "--state", state()), Map.of())
                    .output();
            assertThat(deliveries).contains("\"status\": \"delivered\"").doesNotContain("waiting");
            Process again = engine.start(flows, "--once");
            assertThat(again.waitFor()).isZero();
            assertThat(posts).hasValue(1);
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void aSecondProcessOnTheSameStateIsRefused() throws IOException, InterruptedException {
        Path log = Files.createFile(folder.resolve("spans.jsonl"));
        StandaloneEngine engine = new StandaloneEngine(folder);
        HttpServer receiver = receiver();
        try {
            Map<FlowCopy, Map<String, String>> flows = flows(log, receiver);
            Process first = engine.start(flows);
            Eventually.holds("start of the engine", PATIENCE, () -> said().contains("started"));
            Process second = engine.start(flows);
            assertThat(second.waitFor()).isEqualTo(75);
            assertThat(said()).contains("is in use by another process (process " + first.pid() + ")");
            assertThat(first.isAlive()).isTrue();
            first.destroy();
            assertThat(first.waitFor()).isZero();
        } finally {
            receiver.stop(0);
        }
    }

    private HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            posts.incrementAndGet();
            posted.countDown();
            try {
                mayAnswer.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Map<FlowCopy, Map<String, String>> flows(Path log, HttpServer receiver) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Source", "Local Files");
        parameters.put("Log Paths", log.toString());
        parameters.put(
                "Webhook URL", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        parameters.put("Allowed Hosts", "127.0.0.1");
        parameters.put("Check Every", "200 ms");
        return Map.of(
                FlowCopy.ofTemplate("alert-webhook")
                        .withProperty("ScheduledBtqlQuery", "Start Position", "Beginning")
                        .withProperty("PostWebhookPayload", "Read Timeout", "80 s")
                        .withProperty("PostWebhookPayload", "Attempt Timeout", "90 s"),
                parameters);
    }

    private String said() {
        Path said = folder.resolve("engine.log");
        return Files.exists(said) ? TestFiles.text(said) : "";
    }

    private String state() {
        return folder.resolve("state").toString();
    }
}
