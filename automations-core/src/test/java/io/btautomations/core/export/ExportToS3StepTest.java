package io.btautomations.core.export;

import static io.btautomations.core.export.ExportHost.AUTOMATION;
import static io.btautomations.core.export.ExportHost.GENERATION;
import static io.btautomations.core.export.ExportHost.fragment;
import static io.btautomations.core.export.ExportHost.objects;
import static io.btautomations.core.export.ExportHost.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.parquet.ParquetTable;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportToS3StepTest {

    private static final String HOME = "_automations/" + AUTOMATION + "/" + GENERATION + "/";
    private static final String STEM = AUTOMATION + "-" + GENERATION + "-000001-000002-00000-";

    @TempDir
    private Path directory;

    private StepHarness host;

    @BeforeEach
    void open() {
        host = ExportHost.of(directory);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void recordsAreExportedAsTheRowsTheyAre() throws IOException {
        host.readRecords();
        String row = row("a", "2026-01-01T00:00:00Z");
        host.enqueue(">" + row.strip() + "#a remark\n", fragment(1, 0, 1));
        host.triggerUntilIdle(5);
        assertThat(objects(directory)).containsEntry("date=2026-01-01/" + STEM + "00000.jsonl", row);
        host.enqueue("no record\n", fragment(2, 0, 1));
        host.triggerUntilIdle(5);
        assertThat(host.output(ExportToS3Step.FAILURE))
                .extracting(item -> item.get(Attributes.EXPORT_ERROR))
                .containsExactly("no record: no record");
    }

    @Test
    void rowsAreFiledByTheirDateAndLogged() throws IOException {
        String first = row("a", "2026-01-01T23:59:59.999Z");
        String second = row("b", "2026-01-02T01:00:00+02:00");
        String third = row("c", "2026-01-02T00:00:00Z");
        host.enqueue(first + second + third, fragment(1, 0, 1));
        host.triggerUntilIdle(5);
        assertThat(objects(directory))
                .containsOnlyKeys(
                        "_automations/" + AUTOMATION + "/binding.json",
                        HOME + "log/00000000000000000000.json",
                        HOME + "runs/run-1/manifest.json",
                        "date=2026-01-01/" + STEM + "00000.jsonl",
                        "date=2026-01-02/" + STEM + "00000.jsonl")
                .containsEntry("date=2026-01-01/" + STEM + "00000.jsonl", first + second)
                .containsEntry("date=2026-01-02/" + STEM + "00000.jsonl", third);
        JsonNode entry = json(HOME + "log/00000000000000000000.json");
        assertThat(entry.path("rows").asLong()).isEqualTo(3);
        assertThat(entry.path("previous").asText()).isEmpty();
        assertThat(entry.path("objects").path(0).path("sha256").asText())
                .isEqualTo(Hashes.of((first + second).getBytes(StandardCharsets.UTF_8)));
        MemoryItem item = host.output(ExportToS3Step.SUCCESS).get(0);
        assertThat(item.get(Attributes.EXPORT_OBJECTS)).isEqualTo("2");
        assertThat(item.get(Attributes.EXPORT_LOCATION)).isEqualTo("file://" + directory);
        assertThat(item.text()).isEqualTo(first + second + third);
    }

    @Test
    void entriesAreChainedByTheirHashes() throws IOException {
        for (int run = 1; run <= 3; run++) {
            host.enqueue(row("r" + run, "2026-01-01T00:00:00Z"), fragment(run, 0, 1));
        }
        host.triggerUntilIdle(5);
        Map<String, String> objects = objects(directory);
        for (int number = 1; number < 3; number++) {
            String before = objects.get(HOME + "log/0000000000000000000" + (number - 1) + ".json");
            assertThat(json(HOME + "log/0000000000000000000" + number + ".json")
                            .path("previous")
                            .asText())
                    .isEqualTo(Hashes.of(before.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void theManifestIsWrittenWithTheLastFragmentWhicheverThatIs() {
        host.enqueue(row("b", "2026-01-01T00:00:00Z"), fragment(1, 1, 2));
        host.triggerUntilIdle(2);
        assertThat(objects(directory)).doesNotContainKey(HOME + "runs/run-1/manifest.json");
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), fragment(1, 0, 2));
        host.triggerUntilIdle(2);
        assertThat(objects(directory).get(HOME + "runs/run-1/manifest.json"))
                .contains("\"fragments\":2", "\"rows\":2")
                .containsSubsequence("\"n\":1", "\"n\":0");
    }

    @Test
    void aFragmentWithoutRowsIsAnEntryWithoutObjects() throws IOException {
        host.enqueue("", fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        assertThat(json(HOME + "log/00000000000000000000.json").path("objects")).isEmpty();
        assertThat(objects(directory)).hasSize(3);
    }

    @Test
    void aReplayIsDroppedHoweverLongAgo() {
        for (int run = 1; run <= 5; run++) {
            host.enqueue(row("r" + run, "2026-01-01T00:00:00Z"), fragment(run, 0, 1));
        }
        host.triggerUntilIdle(9);
        Map<String, String> before = objects(directory);
        host.restart();
        host.enqueue(row("changed", "2026-01-05T00:00:00Z"), fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        assertThat(objects(directory)).isEqualTo(before);
        assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(6);
        assertThat(host.events().count(ExportToS3Step.REPLAYS_DROPPED)).isEqualTo(1);
    }

    @Test
    void aNewGenerationBeginsALogOfItsOwn() {
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), fragment(1, 0, 1));
        Map<String, String> next = fragment(1, 0, 1);
        next.put("automation.generation", "01JD8Z6Q2N0000000000000001");
        host.enqueue(row("b", "2026-01-01T00:00:00Z"), next);
        host.triggerUntilIdle(3);
        assertThat(objects(directory))
                .containsKey(HOME + "log/00000000000000000000.json")
                .containsKey(
                        "_automations/" + AUTOMATION + "/01JD8Z6Q2N0000000000000001/log/00000000000000000000.json");
    }

    @Test
    void anItemOfAForeignSourceIsARunOfItsOwn() {
        MemoryItem item = host.enqueue(row("a", "2026-01-01T00:00:00Z"), Map.of());
        host.triggerUntilIdle(2);
        assertThat(objects(directory).keySet())
                .anyMatch(key -> key.startsWith("date=2026-01-01/") && key.contains("-default-" + item.id() + "-"));
        host.restart();
        host.enqueue(item);
        host.triggerUntilIdle(2);
        assertThat(objects(directory).keySet())
                .filteredOn(key -> key.contains("/log/"))
                .hasSize(1);
        assertThat(host.events().count(ExportToS3Step.REPLAYS_DROPPED)).isEqualTo(1);
    }

    @Test
    void rowsWithoutADateGoByTheWindow() {
        host.enqueue("{\"id\":1}\n{\"created\":\"soon\"}\n{\"created\":7}\n", fragment(1, 0, 1));
        host.enqueue("{\"id\":1}\n", Map.of());
        host.triggerUntilIdle(3);
        assertThat(objects(directory).keySet())
                .anyMatch(key -> key.startsWith("date=2026-01-02/"))
                .anyMatch(key -> key.startsWith("date=__HIVE_DEFAULT_PARTITION__/"))
                .noneMatch(key -> key.startsWith("date=soon"));
    }

    @Test
    void byWindowEveryRowGoesToTheWindowsDate() {
        host.set(ExportSettings.PARTITIONING, "Window");
        host.enqueue(row("a", "2020-01-01T00:00:00Z") + row("b", "2021-01-01T00:00:00Z"), fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        assertThat(objects(directory))
                .containsEntry(
                        "date=2026-01-02/" + STEM + "00000.jsonl",
                        row("a", "2020-01-01T00:00:00Z") + row("b", "2021-01-01T00:00:00Z"));
    }

    @Test
    void beyondSixtyFourDatesRowsGoByTheWindow() {
        StringBuilder rows = new StringBuilder();
        for (int day = 0; day < 70; day++) {
            rows.append(row("r" + day, LocalDate.of(2020, 1, 1).plusDays(day) + "T00:00:00Z"));
        }
        host.enqueue(rows.toString(), fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        Map<String, String> objects = objects(directory);
        assertThat(objects.keySet())
                .filteredOn(key -> key.startsWith("date=2020-"))
                .hasSize(64);
        assertThat(objects.get("date=2026-01-02/" + STEM + "00000.jsonl").lines())
                .hasSize(6);
    }

    @Test
    void anObjectEndsWithTheRowThatBringsItToTheTargetSize() {
        host.set(ExportSettings.TARGET_SIZE, "100 B");
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            rows.append(row("row-" + i, "2026-01-01T00:00:00Z"));
        }
        host.enqueue(rows.toString(), fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        assertThat(objects(directory).keySet())
                .filteredOn(key -> key.startsWith("date="))
                .containsExactly("date=2026-01-01/" + STEM + "00000.jsonl", "date=2026-01-01/" + STEM + "00001.jsonl");
    }

    @Test
    void parquetIsWrittenInColumnsAndVerified() throws Exception {
        host.set(ExportSettings.FORMAT, "Parquet");
        host.enqueue(
                "{\"id\":\"a\",\"created\":\"2026-01-01T00:00:00Z\",\"mine\":1}\n" + row("b", "2026-01-01T00:00:00Z"),
                fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        byte[] object = Files.readAllBytes(directory.resolve("date=2026-01-01/" + STEM + "00000.parquet"));
        try (ParquetTable table = new ParquetTable(object)) {
            assertThat(table.value("SELECT string_agg(id, ',') FROM FILE")).isEqualTo("a,b");
            assertThat(table.value("SELECT extra::VARCHAR FROM FILE LIMIT 1")).isEqualTo("{\"mine\":1}");
        }
        try (ObjectStore store = ExportHost.open(directory)) {
            VerificationReport report = new ExportVerifier(store).verify("here");
            assertThat(report.findings()).isEmpty();
            assertThat(report.logs().get(0).rows()).isEqualTo(2);
        }
    }

    @Test
    void columnsAreFixedLikeTheFormat() {
        host.set(ExportSettings.FORMAT, "Parquet");
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        host.restart();
        host.set(ExportSettings.ROW_SHAPE, "Columns");
        host.set(ExportSettings.COLUMNS, "id text");
        host.enqueue(row("b", "2026-01-01T00:00:00Z"), fragment(2, 0, 1));
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("Format is fixed to 'Parquet spans/1'")
                .hasMessageContaining("got 'Parquet columns/1 id text'");
    }

    @Test
    void anotherAttributeCannotClimbOutOfThePath() {
        Map<String, String> attributes = fragment(1, 0, 1);
        attributes.put("automation.id", "../../../etc");
        attributes.put("automation.generation", "..");
        attributes.put("btql.run.id", "/tmp/x");
        attributes.put("btql.cursor.start", "../a");
        attributes.put("btql.cursor.end", "../b");
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), attributes);
        host.triggerUntilIdle(2);
        assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(1);
        assertThat(objects(directory)).hasSize(4);
        assertThat(directory.getParent().resolve("etc")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1} {\"b\":2} | row 1 has more behind its JSON object",
                "[1,2] | row 1 is no JSON object",
                "\"text\" | row 1 is no JSON object",
                "{\"a\":1 | row 1 is not JSON",
                "{'a':1} | row 1 is not JSON",
                "id,created | row 1 is not JSON",
            })
    void contentThatIsNoRowsFails(String content, String reason) {
        host.enqueue(content + "\n", fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        MemoryItem item = host.output(ExportToS3Step.FAILURE).get(0);
        assertThat(item.get(Attributes.EXPORT_ERROR)).startsWith(reason);
        assertThat(objects(directory).keySet()).noneMatch(key -> key.startsWith("date=") || key.contains("/log/"));
    }

    @Test
    void aRowThatIsNotUtf8Fails() {
        host.enqueue(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'}, fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        assertThat(host.output(ExportToS3Step.FAILURE).get(0).get(Attributes.EXPORT_ERROR))
                .startsWith("row 1 is not");
    }

    @Test
    void ofTwoCreatedTimesTheLastCounts() {
        host.enqueue("{\"created\":\"2020-01-01T00:00:00Z\",\"created\":\"2021-01-01T00:00:00Z\"}", fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        assertThat(objects(directory).keySet()).anyMatch(key -> key.startsWith("date=2021-01-01/"));
    }

    @Test
    void aFragmentWithoutAPositionFails() {
        Map<String, String> attributes = fragment(1, 0, 1);
        attributes.put("fragment.index", "first");
        host.enqueue("", attributes);
        host.triggerUntilIdle(2);
        assertThat(host.output(ExportToS3Step.FAILURE).get(0).get(Attributes.EXPORT_ERROR))
                .isEqualTo("fragment.index must be a whole number from 0 on, got 'first'");
    }

    @Test
    void aChangedFormatWithinAGenerationIsRefusedAndNothingIsLost() throws StepException {
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        host.restart();
        host.set(ExportSettings.PARTITIONING, "Window");
        host.enqueue(row("b", "2026-01-01T00:00:00Z"), fragment(2, 0, 1));
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessage(
                        "Partitioning is fixed to 'Row Date' by what was exported before, got 'Window'; set it back,"
                                + " or reset the automation to start a new generation");
        assertThat(host.waiting()).hasSize(1);
        host.restart();
        host.set(ExportSettings.PARTITIONING, "Row Date");
        assertThat(host.trigger()).isEqualTo(Progress.MORE);
    }

    @Test
    void aChangedPathWithinAGenerationIsRefused() {
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        host.restart();
        host.set(ExportSettings.PATH, "file://" + directory.resolve("elsewhere"));
        host.enqueue(row("b", "2026-01-01T00:00:00Z"), fragment(2, 0, 1));
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("Export Path is fixed to 'file://" + directory + "'");
    }

    @Test
    void aBindingOfSomethingElseIsRefused() throws IOException {
        Path binding = directory.resolve("_automations/" + AUTOMATION + "/binding.json");
        Files.createDirectories(binding.getParent());
        Files.writeString(binding, "{\"v\":1,\"automation\":\"other\",\"path\":\"x\",\"generations\":[]}");
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), fragment(1, 0, 1));
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("belongs to something else: it is of automation 'other'");
    }

    @Test
    void aSuccessMarkerStandsBesideTheManifest() {
        host.set(ExportSettings.SUCCESS_MARKER, "true");
        host.enqueue("", fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        assertThat(objects(directory)).containsEntry(HOME + "runs/run-1/_SUCCESS", "");
    }

    @Test
    void rowsOfATestRunAreNotExported() {
        Map<String, String> attributes = new HashMap<>(fragment(1, 0, 1));
        attributes.put("automation.is_test", "true");
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), attributes);
        host.triggerUntilIdle(2);
        assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(1);
        assertThat(objects(directory)).isEmpty();
        assertThat(host.state().entries()).isEmpty();
    }

    @Test
    void verifyTriesEverythingAndLeavesNothing() throws StepException {
        List<CheckResult> results = host.verify(Map.of("automation.id", AUTOMATION));
        assertThat(results)
                .extracting(CheckResult::name)
                .containsExactly(
                        "Write object",
                        "Create only once",
                        "Create only once, in parts",
                        "Read object",
                        "List objects",
                        "Delete object");
        assertThat(results).allMatch(result -> result.outcome() == CheckResult.Outcome.PASSED);
        assertThat(objects(directory)).isEmpty();
    }

    @Test
    void aPathThatCannotBeWrittenKeepsTheItem() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        host.set(ExportSettings.PATH, "file://" + file + "/below");
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), fragment(1, 0, 1));
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("cannot write")
                .hasMessageContaining(file.toString());
        assertThat(host.waiting()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Export Path | bucket/prefix | Export Path must be s3://bucket/prefix or file:///directory",
                "Batch Size | 0 | Batch Size must be a whole number from 1 to 100000",
                "Format | CSV | Format must be one of 'JSON Lines', 'Parquet'",
                "Endpoint Override URL | s3.example.com | Endpoint Override URL must be an http or https URL with a host",
                "Assume Role ARN | role/x | Assume Role ARN must be the ARN of a role",
                "Access Key ID | AKIA | Access Key ID is set, so Secret Access Key is required",
            })
    void settingsAreChecked(String setting, String text, String expected) {
        host.set(
                ExportToS3Step.DESCRIPTOR.settings().stream()
                        .filter(each -> each.name().equals(setting))
                        .findFirst()
                        .orElseThrow(),
                text);
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .anyMatch(message -> message.startsWith(expected));
    }

    private JsonNode json(String key) throws IOException {
        return new ObjectMapper().readTree(objects(directory).get(key));
    }
}
