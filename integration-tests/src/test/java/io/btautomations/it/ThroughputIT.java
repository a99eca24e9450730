package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ours beside NiFi's own processors on a real server, with the same FlowFile: filter, and filter and export. What is
 * measured is how long a processor's threads are at work on the FlowFile, as NiFi shows it; that includes what the
 * content repository takes. Each run has processors of its own, the two ways take turns, and both must give the same
 * rows.
 */
@Tag("throughput")
class ThroughputIT {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String FILTER = "metadata.priority = 0 AND scores.Factuality < 0.9";
    private static final String QUERY =
            "SELECT * FROM FLOWFILE WHERE RPATH_INT(metadata, '/priority') = 0 AND RPATH_DOUBLE(scores, '/Factuality') < 0.9";
    private static final int RUNS = 9;
    private static final int ROWS_OF_100_MB = 60_600;

    private final Path folder = TestFiles.freshFolder("throughput");
    private final ObjectMapper json = new ObjectMapper();

    /** What one run took: the filter, what follows it, and the rows that arrived. */
    private record Run(Duration filter, Duration sink, List<JsonNode> rows) {}

    @Test
    void filtersAndExportsBesideNiFisOwn() throws IOException {
        try (NiFiServer server = NiFiServer.startInFull()) {
            NiFiClient nifi = server.client();
            Path hundred = sample("hundred", ROWS_OF_100_MB);
            List<Run> ours = new ArrayList<>();
            List<Run> stock = new ArrayList<>();
            for (int run = 0; run <= RUNS; run++) {
                ours.add(run(nifi, "ours-" + run, hundred, true));
                stock.add(run(nifi, "stock-" + run, hundred, false));
                assertThat(ours.getLast().rows())
                        .isNotEmpty()
                        .isEqualTo(stock.getLast().rows());
            }
            System.out.println("| | ours | NiFi's own | ratio | range of ours | range of NiFi's own | load |");
            System.out.println("|---|---|---|---|---|---|---|");
            String rows = ours.getLast().rows().size() + " of " + ROWS_OF_100_MB + " rows";
            tell(megabytes(hundred) + " MB, filter, " + rows, filters(ours), filters(stock));

            Path thousand = sample("thousand", 10 * ROWS_OF_100_MB);
            Run ourExport = run(nifi, "ours-export", thousand, true);
            Run theirExport = run(nifi, "stock-export", thousand, false);
            assertThat(ourExport.rows()).isEqualTo(theirExport.rows());
            String large = megabytes(thousand) + " MB, ";
            tell(large + "filter", List.of(ourExport.filter()), List.of(theirExport.filter()));
            tell(large + "export", List.of(ourExport.sink()), List.of(theirExport.sink()));
            tell(
                    large + "filter and export",
                    List.of(ourExport.filter().plus(ourExport.sink())),
                    List.of(theirExport.filter().plus(theirExport.sink())));
        }
        TestFiles.freshFolder("throughput");
        TestFiles.freshFolder("nifi-home-in-full");
    }

    /** What the filters took; without the first run, in which Java compiles. */
    private static List<Duration> filters(List<Run> runs) {
        return runs.stream().skip(1).map(Run::filter).sorted().toList();
    }

    private Run run(NiFiClient nifi, String name, Path input, boolean ours) {
        Path output = folder.resolve(name);
        FlowSketch flow = new FlowSketch(name)
                .standard(
                        "Get",
                        "GetFile",
                        Map.of("Input Directory", input.getParent().toString(), "Keep Source File", "true"),
                        Map.of())
                .every("1 h", "Get")
                .funnel("Failed");
        FlowSketch whole = ours ? ours(flow, output) : stock(flow, output);
        String group =
                nifi.upload(name, whole.connect("Get", "success", "Filter").bytes());
        if (!ours) {
            nifi.enableServices(group);
        }
        String filter =
                nifi.processor(group, ours ? "FilterBtql" : "QueryRecord").id();
        String sink = nifi.processor(group, ours ? "ExportToS3" : "PutFile").id();
        nifi.start(group);
        Eventually.holds(
                "result of " + name,
                PATIENCE,
                () -> nifi.queued(group) == 0 && !rows(output).isEmpty());
        nifi.stop(group);
        return new Run(
                nifi.atWork(filter),
                nifi.atWork(sink),
                rows(output).stream()
                        .flatMap(file -> TestFiles.text(file).lines())
                        .map(this::row)
                        .toList());
    }

    private static FlowSketch ours(FlowSketch flow, Path output) {
        return flow.processor("Filter", "FilterBtql", Map.of("BTQL Filter", FILTER), Map.of(), "unmatched")
                .processor(
                        "Keep",
                        "ExportToS3",
                        Map.of("Export Path", output.toUri().toString(), "Partitioning", "Window"),
                        Map.of(),
                        "success")
                .connect("Filter", "matched", "Keep")
                .connect("Filter", "failure", "Failed")
                .connect("Keep", "failure", "Failed");
    }

    private static FlowSketch stock(FlowSketch flow, Path output) {
        return flow.recordService("JSON", "org.apache.nifi.json.JsonTreeReader", Map.of())
                .recordService(
                        "Lines",
                        "org.apache.nifi.json.JsonRecordSetWriter",
                        Map.of("output-grouping", "output-oneline", "suppress-nulls", "always-suppress"))
                .standard(
                        "Filter",
                        "QueryRecord",
                        Map.of("matched", QUERY),
                        Map.of("record-reader", "JSON", "record-writer", "Lines"),
                        "original")
                .standard("Keep", "PutFile", Map.of("Directory", output.toString()), Map.of(), "success")
                .connect("Filter", "matched", "Keep")
                .connect("Filter", "failure", "Failed")
                .connect("Keep", "failure", "Failed");
    }

    private Path sample(String name, int rows) throws IOException {
        Path file = Files.createDirectories(folder.resolve("input-" + name)).resolve("spans.jsonl");
        StandaloneEngine.Result made = new StandaloneEngine(folder)
                .call(List.of("sample-logs", "--rows", Integer.toString(rows), "--output", file.toString()), Map.of());
        assertThat(made.exitCode()).as(made.errors()).isZero();
        return file;
    }

    /** The files with rows that a run has brought to an end. */
    private static List<Path> rows(Path output) {
        return TestFiles.listing(output).stream()
                .filter(file -> file.endsWith(".jsonl") && !file.startsWith("."))
                .map(output::resolve)
                .toList();
    }

    /** A row as both ways must give it: an inferred schema tells neither null from absent nor 1 from 1.0. */
    private JsonNode row(String line) {
        try {
            return same(json.readTree(line));
        } catch (IOException e) {
            throw new AssertionError("no row: " + line, e);
        }
    }

    private JsonNode same(JsonNode value) {
        if (value.isNumber()) {
            return json.getNodeFactory().numberNode(value.doubleValue());
        }
        if (value.isArray()) {
            ArrayNode elements = json.createArrayNode();
            value.forEach(element -> elements.add(same(element)));
            return elements;
        }
        if (value.isObject()) {
            ObjectNode members = json.createObjectNode();
            value.properties().stream()
                    .filter(member -> !member.getValue().isNull())
                    .forEach(member -> members.set(member.getKey(), same(member.getValue())));
            return members;
        }
        return value;
    }

    private static long megabytes(Path file) throws IOException {
        return Files.size(file) / 1_000_000;
    }

    /** Prints a line of the table: the medians of sorted durations, and how they compare. */
    private static void tell(String what, List<Duration> ours, List<Duration> stock) {
        double our = seconds(ours.get(ours.size() / 2));
        double their = seconds(stock.get(stock.size() / 2));
        System.out.printf(
                "| %s | %.3f s | %.3f s | %.1f | %.3f to %.3f | %.3f to %.3f | %.1f |%n",
                what,
                our,
                their,
                their / our,
                seconds(ours.getFirst()),
                seconds(ours.getLast()),
                seconds(stock.getFirst()),
                seconds(stock.getLast()),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
