package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A cluster of two nodes that share the work of one alert and one export, while rows arrive all the time: nodes are
 * killed, ZooKeeper stands still, and still every row is exported once and every match is told once.
 */
@Tag("cluster")
class ClusterIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration RESUMED = Duration.ofSeconds(60);
    private static final int ROWS = 200_000;
    private static final int ROUNDS = 3;
    private static final int ROWS_A_CHUNK = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder = TestFiles.freshFolder("cluster");
    private final Path log = folder.resolve("spans.jsonl");
    private final Path export = folder.resolve("export");
    private final AtomicInteger written = new AtomicInteger();
    private volatile boolean writing = true;

    @Test
    void nothingIsLostAndNothingComesTwice() throws Exception {
        List<String> lines = Files.readAllLines(
                SpanLog.write(folder.resolve("all rows"), ROWS).file());
        try (WebhookReceiver receiver = new WebhookReceiver();
                NiFiCluster cluster = NiFiCluster.start()) {
            FlowCopy flow = FlowCopy.onFiles("alert-and-export")
                    .withProperty("ScheduledBtqlQuery", "Start Position", "Beginning")
                    .withProperty("ScheduledBtqlQuery", "Rows Per FlowFile", "20")
                    .withProperty("PostWebhookPayload", "Initial Backoff", "1 s")
                    .withLoadBalanced("ScheduledBtqlQuery");
            Thread writer = Thread.ofVirtual().start(() -> write(lines));
            String group = cluster.client().upload("Cluster", flow.bytes());
            cluster.client().setParameters(group, parameters(receiver));
            cluster.client().start(group);
            NiFiClient.Processor exporter = cluster.client().processor(group, "ExportToS3");
            Eventually.holds("export from both nodes", PATIENCE, () -> {
                Map<Integer, Long> taken = cluster.client().taken(exporter.id());
                return taken.size() == 2 && taken.values().stream().allMatch(count -> count > 5);
            });
            NiFiClient.Processor limiter = cluster.client().processor(group, "RateLimitOnce");
            assertThat(cluster.client().taken(limiter.id()).values())
                    .as("both nodes match")
                    .hasSize(2)
                    .allMatch(count -> count > 0);

            for (int round = 0; round < ROUNDS; round++) {
                report("kill -9 of the primary node", disturb(() -> cluster.kill(true), cluster));
                report("kill -9 of the other node", disturb(() -> cluster.kill(false), cluster));
                cluster.pauseZooKeeper(Duration.ofSeconds(15));
                report("15 s without ZooKeeper", resumed());
                cluster.awaitWhole();
            }

            writing = false;
            writer.join();
            List<String> expected = lines.subList(0, written.get());
            long matches = expected.stream().filter(ClusterIT::matches).count();
            Eventually.holds("end of the export", PATIENCE, () -> exported().size() >= expected.size());
            Eventually.holds("last notification", PATIENCE, () -> notified(receiver) >= matches);
            cluster.client().stop(group);
            assertThat(exported()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(notified(receiver)).isEqualTo(matches);
        }
        StandaloneEngine.Result proof =
                new StandaloneEngine(folder).call(List.of("verify-export", export.toString()), Map.of());
        assertThat(proof.output()).contains("rows %,d,".formatted(written.get()), "is clean: 0 errors");
    }

    /** What takes a node away. */
    private interface Disturbance {
        int happen();
    }

    /** Disturbs the cluster, and puts it right once it works again by itself; how long that took. */
    private Duration disturb(Disturbance disturbance, NiFiCluster cluster) {
        int port = disturbance.happen();
        Duration took = resumed();
        cluster.restart(port);
        return took;
    }

    /** Waits until rows that were written from now on are exported; how long that took. */
    private Duration resumed() {
        long began = System.nanoTime();
        int known = written.get();
        Eventually.holds("export of new rows", PATIENCE, () -> newest() > known);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void report(String disturbance, Duration took) {
        System.out.printf("cluster: %s: new rows were exported after %.1f s%n", disturbance, took.toMillis() / 1e3);
        assertThat(took).as(disturbance).isLessThan(RESUMED);
    }

    private Map<String, String> parameters(WebhookReceiver receiver) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.toString());
        parameters.put("Webhook URL", receiver.url());
        parameters.put("Allowed Hosts", "127.0.0.1");
        parameters.put("Check Every", "1 sec");
        parameters.put("Interval", "5 s");
        parameters.put("Export Path", export.toUri().toString());
        return parameters;
    }

    /** Adds rows to the log, some every tenth of a second. */
    private void write(List<String> lines) {
        try {
            while (writing && written.get() < lines.size()) {
                int from = written.get();
                int to = Math.min(from + ROWS_A_CHUNK, lines.size());
                Files.writeString(
                        log,
                        String.join("\n", lines.subList(from, to)) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                written.set(to);
                Thread.sleep(Duration.ofMillis(100));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean matches(String line) {
        JsonNode row = json(line);
        return row.at("/metadata/priority").asInt() == 0
                && row.at("/scores/Factuality").asDouble() < 0.9;
    }

    /** Number of the newest row that is exported. */
    private int newest() {
        return exported().stream()
                .mapToInt(line -> Integer.parseInt(json(line).at("/id").asText().substring("span-".length())))
                .max()
                .orElse(-1);
    }

    /** Sum of the counts of all notifications; one that was posted twice has one id, and is one. */
    private static long notified(WebhookReceiver receiver) {
        Map<String, Long> counts = new HashMap<>();
        for (WebhookReceiver.Delivery delivery : receiver.deliveries()) {
            counts.put(
                    delivery.headers().get("webhook-id"),
                    json(new String(delivery.body(), StandardCharsets.UTF_8))
                            .at("/details/count")
                            .asLong());
        }
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The rows of the objects that the commit log names. */
    private List<String> exported() {
        Set<String> keys = new HashSet<>();
        List<String> listing = TestFiles.listing(export);
        for (String key : listing) {
            if (key.matches("_automations/.*/log/\\d+\\.json")) {
                json(TestFiles.text(export.resolve(key)))
                        .path("objects")
                        .forEach(object -> keys.add(object.path("key").asText()));
            }
        }
        List<String> rows = new ArrayList<>();
        listing.stream()
                .filter(keys::contains)
                .forEach(key -> TestFiles.text(export.resolve(key)).lines().forEach(rows::add));
        return rows;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
