package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An alert and an export at full speed: the log is always ahead of them. In the first half of the time the engine is
 * killed again and again; receiver and object store fail all the time. Memory and disk stay flat, and in the end every
 * row was exported once and every match was told of once.
 */
class SoakIT {

    /** For the tail of the log, and for what waits for another attempt, to be done. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration LOOK = Duration.ofMillis(250);
    /** Rows of a run, so that a life has several. */
    private static final String RUN = "50000";

    private static final String KEY = "key";
    private static final String SECRET = "secret";
    private static final String BUCKET = "soak";
    private static final long MEGABYTE = 1 << 20;
    /** Of a process with 256 MB of heap. */
    private static final long MOST_MEMORY = 600 * MEGABYTE;

    /** A thousand runs and a thousand deliveries of each automation, and the write-ahead log. */
    private static final long MOST_STATE = 32 * MEGABYTE;

    private final Path folder = TestFiles.freshFolder("soak");
    private final Path temporary = folder.resolve("tmp");
    private final StandaloneEngine engine =
            new StandaloneEngine(folder, "-Xmx256m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary);
    private final ProcessWatch watch = new ProcessWatch(Path.of(engine.state()));
    private final Random random = new Random(11);

    @Test
    void halfAMinute() throws Exception {
        soak(Duration.ofSeconds(36), Duration.ofSeconds(6), Optional.empty());
    }

    @Test
    @Tag("soak")
    void tenMinutes() throws Exception {
        soak(Duration.ofMinutes(10), Duration.ofSeconds(25), Optional.of(1.1));
    }

    /**
     * @param length how long rows are written
     * @param life how long the engine lives at most before it is killed, in the first half
     * @param flat how many times as much the last third may take as the first third; none where heap and history are
     *     not yet filled to what they hold at most
     */
    private void soak(Duration length, Duration life, Optional<Double> flat) throws Exception {
        Files.createDirectories(temporary);
        S3Proxy store = store();
        Process process = null;
        try (FaultyReceiver receiver = new FaultyReceiver();
                FaultyStore faulty = new FaultyStore(endpoint(store));
                S3Client client = client(store)) {
            client.createBucket(request -> request.bucket(BUCKET));
            ExportLedger ledger = new ExportLedger(client, BUCKET);
            GrowingLog log = new GrowingLog(
                    folder.resolve("log"), () -> Math.min(ledger.rows(), GrowingLog.rowsUntil(receiver.matches())));
            Map<FlowCopy, Map<String, String>> flows = flows(log, receiver, faulty);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(log::write);

            long half = System.nanoTime() + length.toNanos() / 2;
            long end = half + length.toNanos() / 2;
            int kills = 0;
            while (System.nanoTime() < half) {
                process = engine.start(flows);
                long death = System.nanoTime() + (long) (life.toNanos() * (0.5 + random.nextDouble() / 2));
                follow(process, ledger, Math.min(half, death));
                process.destroyForcibly().waitFor();
                kills++;
            }
            long before = ledger.rows();
            long began = System.nanoTime();
            process = engine.start(flows);
            follow(process, ledger, began + (end - began) / 3);
            long heapEarly = ProcessWatch.heapInUse(process);
            follow(process, ledger, end);
            long heapLate = ProcessWatch.heapInUse(process);
            long speed = (ledger.rows() - before) * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - began);
            log.stop();
            writer.get();
            List<ProcessWatch.Sample> steady = watch.of(process);
            Eventually.holds("end of the export", PATIENCE, () -> followed(ledger) >= log.rows());
            Eventually.holds("last notification", PATIENCE, () -> receiver.matches() >= log.matches());
            process.destroy();
            assertThat(process.waitFor())
                    .as("a drain ends well, see engine.log")
                    .isZero();
            followed(ledger);

            String figures = figures(kills, receiver, faulty, ledger, log, speed, steady, heapEarly, heapLate);
            Files.writeString(folder.resolve("figures.txt"), figures);
            assertThat(kills).as("kills").isGreaterThanOrEqualTo(3);
            assertThat(receiver.faults()).as("faults of the receiver").isPositive();
            assertThat(faulty.faults()).as("faults of the store").isPositive();
            nothingIsLostOrDoubled(ledger, log, receiver, client);
            assertThat(verify(store).output())
                    .contains("rows %,d,".formatted(log.rows()), "is clean: 0 errors, 0 warnings");
            nothingIsLeft(ledger);
            isFlat(flat, steady, ProcessWatch.Sample::resident, MOST_MEMORY, "memory, " + figures);
            isFlat(flat, watch.samples(), ProcessWatch.Sample::state, MOST_STATE, "state, " + figures);
            assertThat(heapLate).as("heap in use, %s", figures).isLessThan(heapEarly + 16 * MEGABYTE);
            assertThat(last(steady, ProcessWatch.Sample::files))
                    .as("open files, %s", figures)
                    .isLessThan(first(steady, ProcessWatch.Sample::files) + 20);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            store.stop();
        }
    }

    private static void nothingIsLostOrDoubled(
            ExportLedger ledger, GrowingLog log, FaultyReceiver receiver, S3Client client) {
        assertThat(ledger.doubled()).isEmpty();
        assertThat(ledger.isWholeTo(log.rows())).as("every row is exported").isTrue();
        assertThat(receiver.wrong()).isEmpty();
        assertThat(receiver.open()).isEmpty();
        assertThat(receiver.matches()).isEqualTo(log.matches());
    }

    private static void isFlat(
            Optional<Double> flat,
            List<ProcessWatch.Sample> samples,
            ToLongFunction<ProcessWatch.Sample> figure,
            long most,
            String what) {
        assertThat(last(samples, figure)).as("%s", what).isLessThan(most);
        flat.ifPresent(times -> assertThat(last(samples, figure))
                .as("%s", what)
                .isLessThan((long) (times * first(samples, figure)) + MEGABYTE));
    }

    private void nothingIsLeft(ExportLedger ledger) {
        assertThat(TestFiles.listing(Path.of(engine.state()).resolve("scratch")))
                .as("the library of the last process, which the next one removes, with its mark")
                .hasSizeLessThanOrEqualTo(2)
                .allMatch(name -> name.contains("sqlitejdbc"));
        assertThat(TestFiles.listing(temporary)).isEmpty();
        assertThat(ledger.strays()).as("objects that no commit names").isEmpty();
        assertThat(ledger.unfinishedUploads()).isEmpty();
    }

    /** Looks at the process and at what it exported until a moment. */
    private void follow(Process process, ExportLedger ledger, long until) throws IOException, InterruptedException {
        while (System.nanoTime() < until) {
            assertThat(process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS))
                    .as("it ended by itself, see engine.log")
                    .isFalse();
            watch.look(process);
            ledger.follow();
        }
    }

    private static long followed(ExportLedger ledger) {
        try {
            ledger.follow();
        } catch (IOException e) {
            throw new AssertionError("the export cannot be read", e);
        }
        return ledger.rows();
    }

    private String figures(
            int kills,
            FaultyReceiver receiver,
            FaultyStore faulty,
            ExportLedger ledger,
            GrowingLog log,
            long speed,
            List<ProcessWatch.Sample> steady,
            long heapEarly,
            long heapLate) {
        return ("rows %,d, matches %,d, notifications %,d, objects %,d, kills %d, faults of the receiver %,d, of the store"
                        + " %,d, rows per second in the last life %,d%n"
                        + "last life: greatest resident memory by thirds %s MB, heap in use %.1f then %.1f MB, open files %s%n"
                        + "state by thirds of the whole time: %s KB%n")
                .formatted(
                        log.rows(),
                        log.matches(),
                        receiver.notifications(),
                        ledger.objects(),
                        kills,
                        receiver.faults(),
                        faulty.faults(),
                        speed,
                        thirds(steady, ProcessWatch.Sample::resident, MEGABYTE),
                        (double) heapEarly / MEGABYTE,
                        (double) heapLate / MEGABYTE,
                        thirds(steady, ProcessWatch.Sample::files, 1),
                        thirds(watch.samples(), ProcessWatch.Sample::state, 1024));
    }

    private static String thirds(
            List<ProcessWatch.Sample> samples, ToLongFunction<ProcessWatch.Sample> figure, long unit) {
        return ProcessWatch.greatest(samples, 0, figure) / unit + ", "
                + ProcessWatch.greatest(samples, 1, figure) / unit + ", "
                + ProcessWatch.greatest(samples, 2, figure) / unit;
    }

    private static long first(List<ProcessWatch.Sample> samples, ToLongFunction<ProcessWatch.Sample> figure) {
        return ProcessWatch.greatest(samples, 0, figure);
    }

    private static long last(List<ProcessWatch.Sample> samples, ToLongFunction<ProcessWatch.Sample> figure) {
        return ProcessWatch.greatest(samples, 2, figure);
    }

    /** Both automations of one engine on one log, looking at it all the time. */
    private static Map<FlowCopy, Map<String, String>> flows(
            GrowingLog log, FaultyReceiver receiver, FaultyStore faulty) {
        FlowCopy alert = FlowCopy.onFiles("alert-webhook")
                .withProperty("ScheduledBtqlQuery", "Start Position", "Beginning")
                .withProperty("ScheduledBtqlQuery", "Max Run Rows", RUN)
                .withProperty("PostWebhookPayload", "Initial Backoff", "200 ms")
                .withProperty("PostWebhookPayload", "Max Backoff", "2 s")
                .withProperty("PostWebhookPayload", "Read Timeout", "2 s");
        FlowCopy export = FlowCopy.onFiles("export-s3")
                .withProperty("ScheduledBtqlQuery", "Max Run Rows", RUN)
                .withProperty("ExportToS3", "Compression", "Zstandard");
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.paths());
        parameters.put("Check Every", "50 ms");
        parameters.put("Webhook URL", receiver.url());
        parameters.put("Allowed Hosts", "127.0.0.1");
        parameters.put("Interval", "1 s");
        parameters.put("Export Path", "s3://" + BUCKET + "/logs");
        parameters.put("Endpoint", faulty.url());
        parameters.put("Path Style Access", "true");
        parameters.put("Access Key ID", KEY);
        parameters.put("Secret Access Key", SECRET);
        Map<FlowCopy, Map<String, String>> flows = new LinkedHashMap<>();
        flows.put(alert, parameters);
        flows.put(export, parameters);
        return flows;
    }

    /** The export proved against its commit log, by a way without faults. */
    private StandaloneEngine.Result verify(S3Proxy store) {
        return engine.call(
                List.of(
                        "verify-export",
                        "s3://" + BUCKET + "/logs",
                        "--setting",
                        "Endpoint Override URL=" + endpoint(store),
                        "--setting",
                        "Use Path Style Access=true",
                        "--setting",
                        "Use Default Credentials=true"),
                Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", SECRET));
    }

    /** An object store on loopback that keeps its objects in files. */
    private S3Proxy store() throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(
                        Files.createDirectories(folder.resolve("store")).toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .ignoreUnknownHeaders(true)
                .build();
        proxy.start();
        return proxy;
    }

    private static URI endpoint(S3Proxy store) {
        return URI.create("http://127.0.0.1:" + store.getPort());
    }

    private static S3Client client(S3Proxy store) {
        return S3Client.builder()
                .endpointOverride(endpoint(store))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .build();
    }
}
