package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.parquet.RowSchema;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.Progress;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.StepHarness;
import io.btautomations.core.testkit.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueriedFilesTest {

    @TempDir
    private Path directory;

    private StepHarness host;

    @BeforeEach
    void open() {
        host = host(new Failpoints());
    }

    private StepHarness host(Failpoints failpoints) {
        return StepHarness.of(ScheduledBtqlQueryStep.DESCRIPTOR, failpoints)
                .set(SourceSettings.PATHS, directory + "/*.jsonl")
                .set(SourceSettings.START_POSITION, "Beginning")
                .set(DataSettings.DATA, "Custom BTQL");
    }

    private void append(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(path, FileTime.from(VirtualClock.START));
    }

    private static String rows(int from, int to) {
        StringBuilder rows = new StringBuilder();
        IntStream.rangeClosed(from, to)
                .forEach(id -> rows.append("{\"id\":")
                        .append(id)
                        .append(",\"input\":\"")
                        .append("x".repeat(id * 40 % 997))
                        .append("\"}\n"));
        return rows.toString();
    }

    private static List<String> delivered(StepHarness from) {
        Deliveries deliveries = Deliveries.of(from.output(ScheduledBtqlQueryStep.SUCCESS));
        deliveries.requireContiguousRuns();
        return deliveries.rows();
    }

    @Test
    void rowsAreQueriedOneByOne() throws Exception {
        host.set(DataSettings.QUERY, "select: id, len(tags) as t | filter: id % 2 = 0")
                .set(SourceSettings.ROWS_PER_FLOWFILE, "7");
        append("a.jsonl", rows(1, 5000) + "[]\n\n");
        append("b.jsonl", rows(5001, 5003) + "{\"id\":50");
        host.trigger();
        append("b.jsonl", "04}\n");
        host.trigger();
        assertThat(delivered(host))
                .hasSize(2502)
                .startsWith("{\"id\":2,\"t\":null}")
                .endsWith("{\"id\":5004,\"t\":null}");
        assertThat(host.events().warnings())
                .containsExactly("1 rows are not one JSON object, or longer than 16 MB; Query leaves them out");
    }

    @Test
    void itemsTellTheColumnsOfTheQuery() throws Exception {
        host.set(
                DataSettings.QUERY,
                "select: id, _xact_id, created, len(tags) as n, n > 1 as many, upper(metadata.model) as \"The model\", scores");
        append("a.jsonl", "{\"id\":1}\n");
        host.trigger();
        String columns = host.output(ScheduledBtqlQueryStep.SUCCESS).get(0).get(Attributes.COLUMNS);
        assertThat(columns)
                .isEqualTo(
                        "id text, _xact_id long, created timestamp, n double, many boolean, \"The model\" text, scores json");
        assertThat(RowSchema.parse(columns).text()).isEqualTo(columns);
    }

    @Test
    void whereOnlyRowsTellTheColumnsItemsDoNot() throws Exception {
        host.set(DataSettings.QUERY, "select: *");
        append("a.jsonl", "{\"id\":1}\n");
        host.trigger();
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS).get(0).attributes())
                .doesNotContainKey(Attributes.COLUMNS.name());
    }

    @Test
    void aWholeRowKeepsItsBytes() throws Exception {
        host.set(DataSettings.QUERY, "SELECT * FROM project_logs('any') WHERE id = 2");
        append("a.jsonl", "{ \"id\": 1 }\n{ \"id\": 2 }\n");
        host.trigger();
        assertThat(delivered(host)).containsExactly("{ \"id\": 2 }");
    }

    @Test
    void groupsAreOfAllThatIsNew() throws Exception {
        host.set(DataSettings.QUERY, "dimensions: id % 2 as odd | measures: count(1) as c | sort: odd")
                .set(SourceSettings.MAX_RUN_BYTES, "100 B");
        append("a.jsonl", rows(1, 300));
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(delivered(host)).containsExactly("{\"c\":150,\"odd\":0}", "{\"c\":150,\"odd\":1}");
        append("a.jsonl", rows(301, 301));
        host.trigger();
        assertThat(delivered(host)).hasSize(3).endsWith("{\"c\":1,\"odd\":1}");
    }

    @Test
    void aRepeatedRunGivesTheSameBytesWhateverTheTime() {
        int faults = Failpoints.sweep(failpoints -> {
            StepHarness crashing = host(failpoints)
                    .set(DataSettings.QUERY, "select: id, now() as t")
                    .set(SourceSettings.ROWS_PER_FLOWFILE, "2");
            try {
                Files.deleteIfExists(directory.resolve("a.jsonl"));
                append("a.jsonl", rows(1, 5));
                crashing.triggerThroughFaults(1);
                crashing.clock().advance(Duration.ofSeconds(5));
                crashing.triggerThroughFaults(1);
                append("a.jsonl", rows(6, 6));
                crashing.clock().advance(Duration.ofSeconds(5));
                crashing.triggerThroughFaults(1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            assertThat(delivered(crashing)).hasSize(6);
        });
        assertThat(faults).isPositive();
    }

    @Test
    void aTestRunQueriesTheNewestRows() throws Exception {
        host.set(DataSettings.QUERY, "select: id")
                .set(SourceSettings.MODE, "Test Run")
                .set(SourceSettings.TEST_ROWS, "2");
        append("a.jsonl", rows(1, 5));
        host.trigger();
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS).getFirst().text())
                .isEqualTo("{\"id\":4}\n{\"id\":5}\n");
    }

    @Test
    void aSnapshotIsTheWholeResultEachRun() throws Exception {
        host.set(DataSettings.QUERY, "select: id | sort: id desc | limit: 3").set(DataSettings.QUERY_MODE, "Snapshot");
        append("a.jsonl", "\uFEFF" + rows(1, 3));
        append("b.jsonl", "\uFEFF" + rows(4, 5) + "{\"id\":6");
        host.trigger();
        append("b.jsonl", "}\n");
        host.trigger();
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS))
                .extracting(item -> item.text())
                .containsExactly("{\"id\":5}\n{\"id\":4}\n{\"id\":3}\n", "{\"id\":6}\n{\"id\":5}\n{\"id\":4}\n");
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS))
                .allSatisfy(item -> assertThat(item.get(Attributes.SNAPSHOT)).isEqualTo("true"));
        assertThat(host.events().warnings()).isEmpty();
    }

    @Test
    void aSnapshotSurvivesACrash() throws Exception {
        host.set(DataSettings.QUERY, "measures: count(1) as n").set(DataSettings.QUERY_MODE, "Snapshot");
        append("a.jsonl", rows(1, 7));
        host.failpoints().arm(2, Failpoints.Fault.CRASH);
        host.triggerThroughFaults(1);
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS))
                .extracting(item -> item.text())
                .containsExactly("{\"n\":7}\n");
    }

    @Test
    void whatFilesCannotBeAskedIsRefused() {
        host.set(DataSettings.QUERY, "select: id | limit: 3");
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .allMatch(message -> message.startsWith(
                        "Query cannot be asked: SRC-205 error: all rows of a run are read, no limit applies"));
        host.set(DataSettings.DATA, "Spans").set(SourceSettings.START_POSITION, "Time");
        host.set(DataSettings.START_TIME, "2026-01-01T00:00:00Z");
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .containsExactly("Start Position 'Time' needs Log Source 'Braintrust API': files begin with 'Now' or "
                        + "'Beginning'");
    }

    @Test
    void otherPathsDoNotMoveTheCheckpointUnseen() throws Exception {
        host.set(DataSettings.DATA, "Spans");
        append("a.jsonl", rows(1, 2));
        host.trigger();
        host.set(SourceSettings.PATHS, directory + "/*.json").restart();
        assertThatThrownBy(() -> host.trigger())
                .hasMessage("The checkpoint is of something else: Paths was '" + shown(directory + "/*.jsonl")
                        + "' and is '" + shown(directory + "/*.json")
                        + "'. Set On Query Change to 'Keep' to go on from "
                        + "the checkpoint, put it back, or clear the state to begin anew at Start Position");
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    @Test
    void aStateOfAnOlderReleaseIsTakenForThisQuery() throws Exception {
        host.set(DataSettings.DATA, "Spans");
        append("a.jsonl", rows(1, 2));
        host.trigger();
        java.util.Map<String, String> older =
                new java.util.TreeMap<>(host.state().entries());
        older.keySet().removeIf(key -> key.startsWith("query."));
        host.state().overwrite(older);
        append("a.jsonl", rows(3, 3));
        host.trigger();
        assertThat(delivered(host)).hasSize(3);
        assertThat(host.state().entries()).containsEntry("query.Log Source", "Local Files");
    }
}
