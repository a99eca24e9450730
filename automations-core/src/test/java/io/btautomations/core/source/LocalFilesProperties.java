package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.local.LocalFiles;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Crash;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.SessionFailure;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever happens to the files and to the process: rows delivered = rows logged, none twice. */
class LocalFilesProperties {

    private static final int STEPS = 80;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> EXPECTED_ERRORS =
            List.of("is done", "its directory is gone or empty", "not on this machine");

    private Path root;

    @BeforeTry
    void makeDirectory() throws IOException {
        root = Files.createTempDirectory("log").toRealPath();
    }

    @AfterTry
    void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Lives that broke it once: a plan that was not written, a planned file that was compressed and moved and touched.
     */
    @Example
    void livesThatOnceBrokeIt() throws IOException {
        for (long seed : new long[] {-369, 4505, 6290151881817308489L, -18021}) {
            liveAgain(seed);
        }
    }

    /** As many lives as {@code -Dlives} says, from {@code -Dlives.from} on. */
    @Example
    void moreLives() throws IOException {
        long from = Long.getLong("lives.from", 0);
        for (long seed = from; seed < from + Long.getLong("lives", 20); seed++) {
            liveAgain(seed);
        }
    }

    private void liveAgain(long seed) throws IOException {
        deleteDirectory();
        makeDirectory();
        try {
            everyRowIsDeliveredOnce(seed);
        } catch (AssertionError e) {
            throw new AssertionError("life " + seed, e);
        }
    }

    @Property(tries = 300, seed = "20261123")
    void everyRowIsDeliveredOnce(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        int mostOpen = random.nextBoolean() ? random.nextInt(6) : LocalFiles.MOST_OPEN;
        StepHarness host = StepHarness.of(FewNamesStep.descriptor(mostOpen))
                .set(SourceSettings.PATHS, root + "/log/**/*")
                .set(SourceSettings.START_POSITION, "Beginning")
                .set(SourceSettings.ZERO_ROW_RUNS, random.nextBoolean() ? "Send" : "Skip")
                .set(SourceSettings.ROWS_PER_FLOWFILE, Integer.toString(1 + random.nextInt(5)))
                .set(SourceSettings.BYTES_PER_FLOWFILE, (1 + random.nextInt(2000)) + " B")
                .set(SourceSettings.MAX_RUN_BYTES, (1 + random.nextInt(20_000)) + " B");
        if (random.nextBoolean()) {
            host.set(SourceSettings.MAX_RUN_ROWS, Integer.toString(1 + random.nextInt(20)));
        }
        host.clock().set(Instant.parse("2100-01-01T00:00:00Z"));
        ChangingLog log = new ChangingLog(root, random);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> run(host, random);
                case 3 -> catchUp(host, log);
                default -> log.happen(host.clock().now(), () -> isRead(host, log));
            }
        }
        log.settle();
        catchUp(host, log);
        catchUp(host, log);

        Deliveries deliveries = delivered(host);
        assertThat(numbers(deliveries))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, log.rows().size()).boxed().toList());
        for (String row : deliveries.rows()) {
            int number = tree(row).get("id").asInt();
            assertThat(tree(row)).isEqualTo(tree(log.rows().get(number)));
            assertThat(row.equals(log.rows().get(number)) || !log.isKept(number))
                    .isTrue();
        }
        deliveries.requireContiguousRuns();
        assertThat(host.state().entries().keySet())
                .filteredOn(key -> key.startsWith("file."))
                .hasSizeLessThanOrEqualTo(mostOpen);
    }

    private static JsonNode tree(String row) {
        try {
            return JSON.readTree(row);
        } catch (JsonProcessingException e) {
            throw new AssertionError(row, e);
        }
    }

    private static Deliveries delivered(StepHarness host) {
        return Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS));
    }

    private static boolean isRead(StepHarness host, ChangingLog log) {
        return !host.state().entries().containsKey("planned.run")
                && numbers(delivered(host)).containsAll(log.wholeRows());
    }

    private static List<Integer> numbers(Deliveries deliveries) {
        return deliveries.rows().stream()
                .map(row -> tree(row).get("id").asInt())
                .toList();
    }

    private static void catchUp(StepHarness host, ChangingLog log) {
        if (log.isAway()) {
            return;
        }
        host.clock().advance(LogFile.REST);
        do {
            host.clock().advance(Duration.ofSeconds(1));
        } while (host.triggerThroughFaults(1) == Progress.MORE);
    }

    private static void run(StepHarness host, Random random) {
        host.clock().advance(Duration.ofMillis(random.nextInt(5000) - 100));
        if (random.nextInt(5) == 0) {
            host.identity("6f1c1d6e-0000-4000-8000-000000000001", "Query", "Test group", "node-" + random.nextInt(2))
                    .restart();
        }
        if (random.nextBoolean()) {
            Failpoints.Fault fault = random.nextBoolean() ? Failpoints.Fault.CRASH : Failpoints.Fault.FAILURE;
            host.failpoints().arm(random.nextInt(25), fault);
        }
        try {
            host.trigger();
        } catch (Crash | SessionFailure | StepException e) {
            boolean isExpected =
                    host.failpoints().hasFired() || EXPECTED_ERRORS.stream().anyMatch(e.getMessage()::contains);
            assertThat(isExpected).as(e.toString()).isTrue();
        }
        host.failpoints().arm(-1, Failpoints.Fault.CRASH);
    }
}
