package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CSV through FilterBtql and ExportToS3 by NiFi's own record services, on a real server. */
@ExtendWith(RunningNiFi.class)
class RecordsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String MATCHED = """
            id,model,latency_ms
            b,"gpt-4o, mini",3100
            c,gpt-4o,2500
            """;

    private final Path folder = TestFiles.freshFolder("records");
    private final Path export = folder.resolve("export");

    @Test
    void csvIsFilteredAsCsvAndExportedAsRows(NiFiServer server) throws IOException {
        NiFiClient nifi = server.client();
        Path log = Files.createDirectories(folder.resolve("log")).resolve("calls.jsonl");
        Files.writeString(log, """
                {"id":"a","model":"gpt-4o","latency_ms":900}
                {"id":"b","model":"gpt-4o, mini","latency_ms":3100}
                {"id":"c","model":"gpt-4o","latency_ms":2500}
                """);
        String group = nifi.upload("Records", flow(log).bytes());
        nifi.enableServices(group);
        assertThat(nifi.processors(group))
                .flatExtracting(NiFiClient.Processor::validationErrors)
                .isEmpty();
        nifi.start(group);

        Eventually.holds("export", PATIENCE, () -> !exported().isEmpty());
        assertThat(exported()).containsExactly("""
                {"id":"b","model":"gpt-4o, mini","latency_ms":3100}
                {"id":"c","model":"gpt-4o","latency_ms":2500}
                """);
        Eventually.holds("the other ways", PATIENCE, () -> nifi.queued(group) == 3);
        assertThat(waiting(nifi, group, "matched")).singleElement().satisfies(matched -> {
            assertThat(text(matched)).isEqualTo(MATCHED);
            assertThat(matched.attributes())
                    .containsEntry("record.count", "2")
                    .containsEntry("mime.type", "text/csv")
                    .containsEntry("btql.filter", "latency_ms > 2000");
        });
        assertThat(waiting(nifi, group, "unmatched"))
                .singleElement()
                .satisfies(unmatched -> assertThat(text(unmatched)).isEqualTo("id,model,latency_ms\na,gpt-4o,900\n"));
        assertThat(waiting(nifi, group, "failure")).singleElement().satisfies(failed -> {
            assertThat(text(failed)).isEqualTo(MATCHED);
            assertThat(failed.attributes().get("btql.error")).startsWith("The Record Reader cannot read record 1: ");
        });
        assertThat(server.log()).doesNotContain("NoClassDefFoundError", "ClassCastException", "LinkageError");
        nifi.stop(group);
    }

    private FlowSketch flow(Path log) {
        Map<String, String> csvToCsv = Map.of("Record Reader", "CSV", "Record Writer", "As CSV");
        return new FlowSketch("Records")
                .recordService("JSON", "org.apache.nifi.json.JsonTreeReader", Map.of())
                .recordService("CSV", "org.apache.nifi.csv.CSVReader", Map.of())
                .recordService("Avro", "org.apache.nifi.avro.AvroReader", Map.of())
                .recordService("As CSV", "org.apache.nifi.csv.CSVRecordSetWriter", Map.of())
                .processor(
                        "Log",
                        "ScheduledBtqlQuery",
                        Map.of(
                                "Log Source", "Local Files",
                                "Paths", log.toString(),
                                "Start Position", "Beginning"),
                        Map.of())
                .processor(
                        "To CSV",
                        "FilterBtql",
                        Map.of(),
                        Map.of("Record Reader", "JSON", "Record Writer", "As CSV"),
                        "unmatched",
                        "failure")
                .processor("Slow", "FilterBtql", Map.of("BTQL Filter", "latency_ms > 2000"), csvToCsv, "failure")
                .processor(
                        "No Avro",
                        "FilterBtql",
                        Map.of(),
                        Map.of("Record Reader", "Avro", "Record Writer", "As CSV"),
                        "matched",
                        "unmatched")
                .processor(
                        "Export",
                        "ExportToS3",
                        Map.of("Export Path", export.toUri().toString()),
                        Map.of("Record Reader", "CSV"),
                        "success",
                        "failure")
                .funnel("Wait")
                .connect("Log", "success", "To CSV")
                .connect("To CSV", "matched", "Slow")
                .connect("Slow", "matched", "Wait")
                .connect("Slow", "unmatched", "Wait")
                .connect("Slow", "matched", "Export")
                .connect("Slow", "matched", "No Avro")
                .connect("No Avro", "failure", "Wait")
                .every("1 h", "Log");
    }

    /** What waits in front of the funnel. */
    private static List<NiFiClient.QueuedFlowFile> waiting(NiFiClient nifi, String group, String relationship) {
        return nifi.connections(group).stream()
                .filter(connection -> connection.destinationType().equals("FUNNEL")
                        && connection.relationship().equals(relationship))
                .flatMap(connection -> nifi.queue(connection.id()).stream())
                .toList();
    }

    private static String text(NiFiClient.QueuedFlowFile flowFile) {
        return new String(flowFile.content(), StandardCharsets.UTF_8);
    }

    private List<String> exported() {
        return TestFiles.listing(export).stream()
                .filter(file -> file.endsWith(".jsonl"))
                .map(file -> TestFiles.text(export.resolve(file)))
                .toList();
    }
}
