package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Crash;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.SessionFailure;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever is appended, and whatever fails: every trace is sent whole, and no state of it twice. */
class TracedFilesProperties {

    private static final Pattern TRACE = Pattern.compile("\"root_span_id\":\"(t\\d+)\"");

    private Path directory;
    private final Map<String, Set<String>> written = new HashMap<>();

    @BeforeTry
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("traces").toRealPath();
        written.clear();
    }

    @AfterTry
    void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    private StepHarness host(String rows, String lookback) {
        StepHarness host = StepHarness.of(ScheduledBtqlQueryStep.DESCRIPTOR)
                .set(SourceSettings.PATHS, directory + "/*.jsonl*")
                .set(SourceSettings.START_POSITION, "Beginning")
                .set(DataSettings.DATA, "Traces")
                .set(DataSettings.TRACE_ROWS, rows)
                .set(DataSettings.TRACE_LOOKBACK, lookback);
        host.clock().set(Instant.parse("2100-01-01T00:00:00Z"));
        return host;
    }

    private void append(String file, int trace, boolean isRoot) throws IOException {
        Set<String> spans = written.computeIfAbsent("t" + trace, each -> new HashSet<>());
        String id = "t" + trace + (isRoot ? "" : "-" + spans.size());
        String row = "{\"id\":\"" + id + spans.size() + "\",\"root_span_id\":\"t" + trace + "\",\"span_id\":\"" + id
                + "\",\"metrics\":{\"tokens\":" + (1 << spans.size() % 20) + "}}";
        spans.add(row);
        Files.writeString(directory.resolve(file), row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Property(tries = 60)
    void everyTraceIsSentWholeOnceItRests(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        StepHarness host = host("Spans", "7 d")
                .set(SourceSettings.MAX_RUN_BYTES, (1 + random.nextInt(2000)) + " B")
                .set(SourceSettings.ROWS_PER_FLOWFILE, Integer.toString(1 + random.nextInt(5)))
                .set(SourceSettings.ZERO_ROW_RUNS, random.nextBoolean() ? "Send" : "Skip");
        int rotated = 0;
        for (int step = 0; step < 50; step++) {
            host.clock().advance(Duration.ofSeconds(random.nextInt(20)));
            if (random.nextInt(3) > 0) {
                append("app" + random.nextInt(2) + ".jsonl", random.nextInt(8), random.nextInt(4) == 0);
            } else {
                run(host, random);
            }
            Path first = directory.resolve("app0.jsonl");
            if (random.nextInt(12) == 0 && Files.exists(first)) {
                rotated++;
                Files.move(first, directory.resolve("app0.jsonl." + rotated));
            }
        }
        for (int run = 0; run < 60; run++) {
            host.clock().advance(Duration.ofSeconds(20));
            host.triggerThroughFaults(1);
        }
        Map<String, Set<String>> last = new HashMap<>();
        for (List<String> rows : runs(host)) {
            Map<String, Set<String>> traces = new HashMap<>();
            rows.forEach(row -> assertThat(traces.computeIfAbsent(traceOf(row), trace -> new HashSet<>())
                            .add(row))
                    .isTrue());
            traces.forEach((trace, spans) -> {
                Set<String> before = last.put(trace, spans);
                assertThat(before == null || before.size() < spans.size())
                        .as("more than before")
                        .isTrue();
            });
        }
        assertThat(last).isEqualTo(written);
    }

    private static void run(StepHarness host, Random random) {
        if (random.nextInt(5) == 0) {
            host.restart();
        }
        if (random.nextBoolean()) {
            Failpoints.Fault fault = random.nextBoolean() ? Failpoints.Fault.CRASH : Failpoints.Fault.FAILURE;
            host.failpoints().arm(random.nextInt(20), fault);
        }
        try {
            host.trigger();
        } catch (Crash | SessionFailure | StepException e) {
            assertThat(host.failpoints().hasFired()).as(e.toString()).isTrue();
        }
        host.failpoints().arm(-1, Failpoints.Fault.CRASH);
    }

    private static List<List<String>> runs(StepHarness host) {
        Deliveries deliveries = Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS));
        deliveries.requireContiguousRuns();
        Map<String, List<String>> runs = new LinkedHashMap<>();
        for (MemoryItem item : deliveries.items()) {
            runs.computeIfAbsent(item.get(Attributes.RUN_ID), run -> new ArrayList<>())
                    .addAll(item.text().lines().toList());
        }
        return List.copyOf(runs.values());
    }

    private static String traceOf(String row) {
        Matcher matcher = TRACE.matcher(row);
        assertThat(matcher.find()).as(row).isTrue();
        return matcher.group(1);
    }

    @Example
    void aSummaryTellsWhetherItsRootWasSeen() throws Exception {
        StepHarness host = host("Summary", "1 min");
        append("a.jsonl", 1, true);
        append("a.jsonl", 1, false);
        append("a.jsonl", 2, false);
        host.trigger();
        host.clock().advance(Duration.ofSeconds(31));
        host.trigger();
        append("a.jsonl", 1, false);
        host.clock().advance(Duration.ofSeconds(10));
        host.trigger();
        host.clock().advance(Duration.ofSeconds(31));
        host.trigger();
        host.clock().advance(Duration.ofSeconds(300));
        host.trigger();
        append("a.jsonl", 1, false);
        host.trigger();
        host.clock().advance(Duration.ofSeconds(31));
        host.trigger();
        List<String> rows =
                Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).rows();
        assertThat(rows)
                .extracting(row -> traceOf(row)
                        + row.replaceAll(".*(\"total_tokens\":\\d+).*", " $1")
                        + (row.endsWith("\"trace\":{\"complete\":false}}") ? " incomplete" : ""))
                .containsExactlyInAnyOrder(
                        "t1 \"total_tokens\":3",
                        "t2 \"total_tokens\":1 incomplete",
                        "t1 \"total_tokens\":7",
                        "t1 \"total_tokens\":8 incomplete");
        assertThat(host.events().received())
                .allMatch(transit -> transit.uri()
                        .equals(directory.resolve("a.jsonl").toUri().toString()));
    }
}
