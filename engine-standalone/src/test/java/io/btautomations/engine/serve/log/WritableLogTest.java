package io.btautomations.engine.serve.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritableLogTest {

    private final TestLogs logs = new TestLogs();

    @AfterEach
    void close() {
        logs.close();
    }

    @Test
    void aRowHasEveryFieldAndNullWhereNothingWasSent() {
        ServedObject project = logs.project("My Bot");
        logs.write(project, "{'id':'r1','project_id':'?','log_id':'g','input':{'q':1},'own':[1.50],'_is_merge':false}");
        assertThat(logs.rows(project)).singleElement().hasToString("""
                {"id":"r1","_xact_id":"1000196745113632768","_pagination_key":"p07612193877000192000",\
                "created":"2026-03-01T08:00:00.000Z","org_id":"%s","project_id":"%s","log_id":"g",\
                "span_id":"r1","root_span_id":"r1","span_parents":null,"is_root":true,"input":{"q":1},"output":null,\
                "expected":null,"error":null,"scores":null,"metadata":null,"tags":null,"metrics":null,"context":null,\
                "span_attributes":null,"origin":null,"comments":null,"audit_data":[{"_xact_id":"1000196745113632768",\
                "audit_data":{"action":"upsert"},"metadata":{},"source":"api"}],"facets":null,"classifications":null,\
                "_async_scoring_state":null,"own":[1.50]}""".formatted(
                        ServedObject.ORGANISATION_ID, project.id()));
    }

    @Test
    void everyVersionIsALineOfAFile() throws IOException {
        ServedObject project = logs.project("My Bot");
        logs.write(project, "{'id':'r1','input':1}", "{'id':'r2'}");
        logs.clock().add(Duration.ofSeconds(1));
        logs.write(project, "{'id':'r1','output':2,'_is_merge':true}", "{'id':'r1','error':3,'_is_merge':true}");
        logs.write(project, "{'id':'r2','_object_delete':true}", "{'id':'r3','_object_delete':true}");
        List<String> lines = Files.readAllLines(logs.directory().resolve("my-bot/segment-000001.jsonl"));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2))
                .contains("\"input\":1,\"output\":2,\"expected\":null,\"error\":3", "\"action\":\"merge\"");
        assertThat(lines.get(3)).contains("\"id\":\"r2\"", "\"_object_delete\":true");
        assertThat(logs.rows(project)).singleElement().satisfies(row -> {
            assertThat(row.get("created").asText()).isEqualTo("2026-03-01T08:00:00.000Z");
            assertThat(row.get("_xact_id").asText()).isEqualTo("1000196745113698304");
        });
    }

    @Test
    void aCommentBecomesPartOfTheRowThatItIsAbout() {
        ServedObject project = logs.project("p");
        logs.write(
                project,
                "{'id':'c1','origin':{'id':'r1'},'comment':{'text':'early'},'_audit_source':'external'}",
                "{'id':'r1','input':1}",
                "{'id':'c2','origin':{'id':'r1'},'comment':{'text':'late'},'created':'then'}",
                "{'id':'c1','origin':{'id':'r1'},'comment':{'text':'changed'}}");
        assertThat(logs.rows(project)).singleElement().satisfies(row -> {
            assertThat(row.get("input").asInt()).isEqualTo(1);
            assertThat(row.has("comment")).isFalse();
            assertThat(row.get("comments").findValuesAsText("text")).containsExactly("late", "changed");
            assertThat(row.get("comments").findValuesAsText("source")).containsExactly("api", "api");
        });
    }

    @Test
    void textsThatAreNoUnicodeAreKept() {
        ServedObject project = logs.project("p");
        logs.write(project, "{'id':'r1','input':'\\ud83d \\ud83d\\ude00 é'}");
        logs.restart();
        assertThat(logs.rows(project))
                .singleElement()
                .satisfies(row -> assertThat(row.get("input").textValue()).isEqualTo("\ud83d \ud83d\ude00 é"));
    }

    @Test
    void aRowThatIsTooLargeIsRefusedWithAllOthersOfItsRequest() {
        ServedObject project = logs.project("p");
        String large = "x".repeat(WritableLog.LONGEST_ROW);
        assertThatThrownBy(() -> logs.store()
                        .write(
                                project,
                                List.of(
                                        TestLogs.row("{'id':'small'}"),
                                        TestLogs.row("{'id':'large','input':'" + large + "'}"))))
                .isInstanceOf(LogException.class)
                .hasMessageMatching("row 'large' would have \\d+ bytes; a row has at most 16777216");
        assertThat(logs.rows(project)).isEmpty();
    }

    @Test
    void aLineThatWasNotWrittenToItsEndIsCutOff() throws IOException {
        ServedObject project = logs.project("p");
        logs.write(project, "{'id':'r1','input':'é'}");
        logs.write(project, "{'id':'r2','input':'é'}", "{'id':'r1','_object_delete':true}");
        logs.restart();
        Path folder = logs.directory().resolve("p");
        Path segment = folder.resolve("segment-000001.jsonl");
        byte[] whole = Files.readAllBytes(segment);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(segment, Arrays.copyOf(whole, length));
            List<String> notices = new ArrayList<>();
            Segments.open(folder, Long.MAX_VALUE, notices::add).close();
            int lines = wholeLines(whole, length);
            assertThat(Files.size(segment)).as("%s bytes", length).isEqualTo(lines);
            assertThat(notices).hasSize(lines == length ? 0 : 1);
        }
    }

    private static int wholeLines(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    @Test
    void aLogThatWasCutOffTakesMoreRows() throws IOException {
        ServedObject project = logs.project("p");
        logs.write(project, "{'id':'r1'}");
        logs.write(project, "{'id':'r2'}", "{'id':'r1','_object_delete':true}");
        logs.restart();
        Path segment = logs.directory().resolve("p/segment-000001.jsonl");
        byte[] whole = Files.readAllBytes(segment);
        List<String> expected = List.of("", "r1", "r1 r2", "r2");
        for (int length = 0; length <= whole.length; length += 97) {
            Files.write(segment, Arrays.copyOf(whole, length));
            int lines = (int) new String(whole, 0, wholeLines(whole, length), StandardCharsets.UTF_8)
                    .lines()
                    .count();
            assertThat(ids(project)).isEqualTo(expected.get(lines));
            logs.write(project, "{'id':'r3'}");
            logs.restart();
            assertThat(ids(project)).isEqualTo((expected.get(lines) + " r3").strip());
            logs.restart();
        }
    }

    private String ids(ServedObject project) {
        return logs.rows(project).stream().map(row -> row.get("id").textValue()).collect(Collectors.joining(" "));
    }

    @Test
    void linesThatAreNoRowsArePassedOver() throws IOException {
        ServedObject project = logs.project("p");
        logs.write(project, "{'id':'r1'}", "{'id':'r2'}");
        logs.restart();
        Path segment = logs.directory().resolve("p/segment-000001.jsonl");
        List<String> lines = Files.readAllLines(segment);
        Files.writeString(segment, lines.get(0) + "\n{\"id\":\n" + lines.get(1) + "\n\n" + lines.get(0) + "\n");
        assertThat(ids(project)).isEqualTo("r1 r2");
        assertThat(logs.notices()).singleElement().asString().contains(segment + ": 2 lines are no rows of this log");
    }

    @Test
    void logsGoOnInAnotherFile() {
        logs.withSegments(1_000);
        ServedObject project = logs.project("p");
        for (int i = 0; i < 5; i++) {
            logs.write(project, "{'id':'r" + i + "'}");
        }
        logs.write(project, "{'id':'r0','input':1,'_is_merge':true}");
        logs.restart();
        assertThat(logs.directory().resolve("p/segment-000003.jsonl")).exists();
        assertThat(ids(project)).isEqualTo("r1 r2 r3 r4 r0");
    }

    @Test
    void aVersionIsTheRowsAsTheyWereThen() throws IOException, LogException {
        ServedObject project = logs.project("p");
        logs.write(project, "{'id':'r1','input':1}", "{'id':'r2'}");
        ObjectNode before = logs.rows(project).getFirst();
        logs.write(project, "{'id':'r1','input':2}", "{'id':'r2','_object_delete':true}", "{'id':'r3'}");
        LogView then = logs.store()
                .view(project)
                .asOf(io.btautomations.core.braintrust.TransactionId.parse(
                        before.get("_xact_id").textValue()));
        assertThat(TestLogs.rows(then, KeyRange.ALL, true)).hasSize(2).first().isEqualTo(before);
        assertThat(ids(project)).isEqualTo("r1 r3");
    }

    @Test
    void oneProcessHasADirectory() {
        logs.store();
        assertThatThrownBy(() -> LogStore.open(logs.directory(), 1, logs.clock(), logs::say))
                .isInstanceOf(LogStore.InUseException.class)
                .hasMessage("another process serves '" + logs.directory() + "'; stop that one first");
    }

    @Test
    void foldersAreNamedAfterWhatIsInThem() throws IOException, LogException {
        assertThat(logs.project("Überraschung / 東京 (2)").folder()).isEqualTo("uberraschung-2");
        assertThat(logs.project("../../etc").folder()).isEqualTo("etc");
        assertThat(logs.project("東京").folder()).isEqualTo("unnamed");
        assertThat(logs.project("大阪").folder()).isEqualTo("unnamed-2");
        ServedObject project = logs.project("p");
        ServedObject dataset = logs.store().register(project, ServedObject.Kind.DATASET, "Cases");
        assertThat(dataset.folder()).isEqualTo("p/datasets/cases");
        logs.restart();
        assertThat(logs.project("東京").folder()).isEqualTo("unnamed");
        assertThat(logs.store().find(ServedObject.Kind.DATASET, "Cases")).contains(dataset);
        assertThat(logs.store().find(ServedObject.Kind.DATASET, dataset.id())).contains(dataset);
        assertThatThrownBy(() -> logs.store().registerProject(" "))
                .isInstanceOf(LogException.class)
                .hasMessage("a name has from 1 to 300 characters, this one has 1");
    }
}
