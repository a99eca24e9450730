package io.btautomations.engine.serve.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlainLogTest {

    private final TestLogs logs = new TestLogs();
    private final Path folder = logs.directory().resolve("old");

    PlainLogTest() throws IOException {
        Files.createDirectories(folder);
    }

    @AfterEach
    void close() {
        logs.close();
    }

    @Test
    void aRowGetsTheKeysThatItHasNot() throws IOException {
        write("a.jsonl", """
                {"id":"own","_xact_id":"1000196745113632768","_pagination_key":"p07612193877000192007"}
                {"id":"transaction","_xact_id":"1000196745113632769"}
                { "created":"2026-03-01T08:00:05Z", "input":1 }
                {}
                {"id":"strange","_xact_id":5,"created":"2026-03-01T08:00:06Z"}
                """);
        List<ObjectNode> rows = logs.rows(project());
        assertThat(rows).hasSize(5);
        assertThat(rows.get(0))
                .hasToString("{\"id\":\"own\",\"_xact_id\":\"1000196745113632768\","
                        + "\"_pagination_key\":\"p07612193877000192007\"}");
        assertThat(rows.get(1).get("_pagination_key").asText()).isEqualTo("p07612193877000257536");
        ObjectNode third = rows.get(2);
        assertThat(third.get("id")).isEqualTo(third.get("_pagination_key"));
        assertThat(Keys.transaction(Keys.parse(third.get("id").asText()).orElseThrow())
                        .time())
                .hasToString("2026-03-01T08:00:05Z");
        assertThat(third.get("input").asInt()).isEqualTo(1);
        assertThat(rows.get(3).properties()).hasSize(3);
        assertThat(rows.get(4).get("_xact_id").isTextual()).isTrue();
        assertThat(rows.get(4).get("id").asText()).isEqualTo("strange");
    }

    @Test
    void compressedFilesAndFilesBesideThemAreOneLog() throws IOException {
        write("a.jsonl", "{\"id\":\"1\",\"created\":\"2026-03-01T08:00:01Z\"}\n");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 5_000; i++) {
                out.write("{\"id\":\"z%d\",\"created\":\"2026-03-01T08:00:00Z\",\"input\":\"%0200d\"}\n"
                        .formatted(i, i)
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.write(folder.resolve("b.jsonl.gz"), packed.toByteArray());
        write("notes.txt", "no log");
        assertThat(logs.rows(project()))
                .hasSize(5_001)
                .last()
                .satisfies(row -> assertThat(row.get("id").asText()).isEqualTo("1"));
        assertThat(TestLogs.rows(plain().view(), KeyRange.ALL, false)
                        .get(4_000)
                        .get("id")
                        .asText())
                .isEqualTo("z1000");
    }

    @Test
    void whatIsAddedReplacedOrTakenAwayIsSeen() throws IOException {
        PlainLog log = plain();
        assertThat(ids(log)).isEmpty();
        write("a.jsonl", "{\"id\":\"1\"}\n{\"id\":\"2\"}");
        assertThat(ids(log)).isEqualTo("1 2");
        write("a.jsonl", ",\"half\":");
        assertThat(ids(log)).isEqualTo("1 2");
        write("b.jsonl", "{\"id\":\"3\"}\n");
        assertThat(ids(log).split(" ")).containsExactlyInAnyOrder("1", "2", "3");
        Files.delete(folder.resolve("a.jsonl"));
        assertThat(ids(log)).isEqualTo("3");
        Files.writeString(folder.resolve("b.jsonl"), "{\"id\":\"4\"}");
        assertThat(ids(log)).isEqualTo("4");
    }

    @Test
    void aLineThatIsBeingWrittenWaits() throws IOException {
        PlainLog log = plain();
        write("a.jsonl", "{\"id\":\"1\"}\n{\"id\":");
        assertThat(ids(log)).isEqualTo("1");
        write("a.jsonl", "\"2\"}");
        assertThat(ids(log)).isEqualTo("1 2");
        write("a.jsonl", "\n{\"id\":\"3\"}\nno row\n");
        assertThat(ids(log)).isEqualTo("1 2 3");
    }

    @Test
    void theNewestVersionOfARowCounts() throws IOException {
        write("a.jsonl", "{\"id\":\"1\",\"output\":1}\n{\"id\":\"2\"}\n{\"id\":\"1\",\"output\":2}\n");
        assertThat(logs.rows(project()))
                .hasSize(2)
                .last()
                .satisfies(row -> assertThat(row.get("output").asInt()).isEqualTo(2));
    }

    @Test
    void aFileThatCannotBeReadIsLeftOutAndSaidSoOnce() throws IOException {
        write("a.jsonl", "{\"id\":\"1\"}\n");
        write("b.jsonl.gz", "this is not compressed");
        assertThat(logs.rows(project())).hasSize(1);
        assertThat(logs.rows(project())).hasSize(1);
        assertThat(logs.notices()).singleElement().asString().contains("b.jsonl.gz", "left out");
    }

    @Test
    void filesInTheDirectoryItselfAreAProjectOfItsName() throws IOException {
        Files.writeString(logs.directory().resolve("x.jsonl"), "{\"id\":\"1\"}\n");
        String name = logs.directory().getFileName().toString();
        assertThat(logs.store().projects()).extracting(ServedObject::name).containsExactly(name);
        ServedObject project =
                logs.store().find(ServedObject.Kind.PROJECT, name).orElseThrow();
        assertThat(logs.rows(project)).hasSize(1);
        assertThat(logs.project(name)).isEqualTo(project);
        assertThatThrownBy(() -> logs.store().write(project, List.of(TestLogs.row("{'id':'1'}"))))
                .isInstanceOf(LogException.class)
                .hasMessage("project '" + name + "' consists of plain files, which the server only reads; log to a"
                        + " project of another name");
    }

    private ServedObject project() throws IOException {
        return logs.store().find(ServedObject.Kind.PROJECT, "old").orElseThrow();
    }

    private PlainLog plain() {
        return new PlainLog(folder, logs::say);
    }

    private static String ids(PlainLog log) throws IOException {
        return TestLogs.rows(log.view(), KeyRange.ALL, true).stream()
                .map(row -> row.get("id").asText())
                .collect(Collectors.joining(" "));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
