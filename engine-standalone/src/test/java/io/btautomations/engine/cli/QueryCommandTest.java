package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdOutputStream;
import io.btautomations.engine.sample.SampleLogs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROWS = """
            {"id":"a","n":1,"text":"x,\\"y\\"\\nz","tags":["t"]}
            {"id":"b","n":2.5,"text":"","tags":null}
            {"id":"c","n":null,"text":"\u4e16\u754c"}
            """;

    @TempDir
    Path folder;

    private Path logs;

    @BeforeEach
    void write() throws IOException {
        logs = folder.resolve("logs.jsonl");
        Files.writeString(logs, ROWS);
    }

    private Invocation query(String text, String... more) {
        List<String> arguments = new ArrayList<>(List.of("query", text, "--logs", logs.toString()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    @Test
    void aPipeIsWrittenIntoAndStaysAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        FutureTask<String> reader = new FutureTask<>(() -> Files.readString(pipe));
        Thread.ofVirtual().start(reader);
        assertThat(query("select: id | filter: n = 1", "--format", "jsonl", "--output", pipe.toString())
                        .exitCode())
                .isZero();
        assertThat(reader.get()).isEqualTo("{\"id\":\"a\"}\n");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void whatIsNoPlaceForAResultIsSaid() {
        Path missing = folder.resolve("nowhere/x.jsonl");
        Invocation nowhere = query("select: id", "--output", missing.toString());
        assertThat(nowhere.exitCode()).isEqualTo(74);
        assertThat(nowhere.err())
                .isEqualTo("automations: there is no directory '" + missing.getParent() + "' for '" + missing + "'\n");
        Invocation directory = query("select: id", "--format", "jsonl", "--output", folder.toString());
        assertThat(directory.err()).isEqualTo("automations: '" + folder + "' is a directory, not a file\n");
    }

    @Test
    void jsonLinesAreWhatPipesGet() {
        Invocation run = query("select: id, n | sort: id desc");
        assertThat(run.lines())
                .containsExactly("{\"id\":\"c\",\"n\":null}", "{\"id\":\"b\",\"n\":2.5}", "{\"id\":\"a\",\"n\":1}");
        assertThat(run.err()).matches("3 rows of 3 read in \\d+\\.\\d s\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void rowsThatAreReturnedAsTheyAreKeepTheirBytes() {
        assertThat(query("select: *").text()).isEqualTo(ROWS);
        assertThat(query("id = 'b'").text()).isEqualTo(ROWS.lines().toList().get(1) + "\n");
    }

    @Test
    void aTerminalGetsATableThatFits() {
        Invocation run = new Invocation.Request(InputStream.nullInputStream(), false, 30)
                .run("query", "select: id, n, text, tags", "--logs", logs.toString());
        assertThat(run.text()).isEqualTo("""
                        id     n  text      tags
                        \u2500\u2500  \u2500\u2500\u2500\u2500  \u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500  \u2500\u2500\u2500\u2500\u2500
                        a      1  x,"y"\\nz  ["t"]
                        b    2.5            null
                        c   null  \u4e16\u754c      null
                        """);
        assertThat(run.text().lines()).allMatch(line -> line.length() <= 30);
    }

    @Test
    void columnsThatDoNotFitAreNamed() {
        Invocation run = new Invocation.Request(InputStream.nullInputStream(), false, 14)
                .run("query", "select: 'long enough' as a, 'long enough' as b, 1 as c", "--logs", logs.toString());
        assertThat(run.lines().getFirst()).isEqualTo("a       b");
        assertThat(run.lines().get(2)).isEqualTo("long \u2026  long \u2026");
        assertThat(run.err()).startsWith("columns that do not fit: c; --format jsonl shows all\n");
    }

    @Test
    void aTableOfNothingIsNothing() {
        Invocation run = query("select: * | filter: id = 'none'", "--format", "table");
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("0 rows of 3 read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select: *", "select: id, n, text, tags", "select: id | filter: id = 'none'"})
    void everyFormReadsBack(String text) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : query(text, "--format", "jsonl").lines()) {
            lines.add(JSON.readTree(line));
        }
        JsonNode array = JSON.readTree(query(text, "--format", "json").text());
        assertThat(array).hasSize(lines.size());
        assertThat(array).containsExactlyElementsOf(lines);
        List<List<String>> csv = CsvReader.read(query(text, "--format", "csv").text());
        assertThat(csv.subList(1, csv.size())).hasSize(lines.size());
        for (int row = 0; row < lines.size(); row++) {
            for (int column = 0; column < csv.getFirst().size(); column++) {
                JsonNode value = lines.get(row).path(csv.getFirst().get(column));
                String expected = value.isNull() || value.isMissingNode()
                        ? CsvReader.NULL
                        : value.isTextual() ? value.textValue() : value.toString();
                assertThat(csv.get(row + 1).get(column)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aFileAppearsWithItsFormOnceItIsWhole() throws IOException {
        Path result = folder.resolve("result.csv");
        assertThat(query("select: id, n", "-o", result.toString()).out()).isEmpty();
        assertThat(result).hasContent("id,n\na,1\nb,2.5\nc,\n");
        assertThat(query("dimensions: id | measures: count(1)", "-o", result.toString(), "--max-groups", "2")
                        .exitCode())
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(result).hasContent("id,n\na,1\nb,2.5\nc,\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void filesGlobsAndStandardInputFollowEachOther() throws IOException {
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("old1.jsonl.gz")))) {
            gzip.write("{\"id\":\"gz\"}".getBytes(StandardCharsets.UTF_8));
        }
        try (OutputStream zstd = new ZstdOutputStream(Files.newOutputStream(folder.resolve("old2.jsonl.zst")))) {
            zstd.write("[{\"id\":\"zst\"},{\"id\":\"array\"}]".getBytes(StandardCharsets.UTF_8));
        }
        Invocation run = Invocation.piped(
                "{\"id\":\"in\"}\n",
                "query",
                "select: id",
                "--format",
                "csv",
                "--logs",
                folder.resolve("old*").toString(),
                "-",
                logs.toString(),
                folder.resolve("*.jsonl").toString());
        assertThat(run.lines()).containsExactly("id", "gz", "zst", "array", "in", "a", "b", "c");
    }

    @Test
    void standardInputCanBeReadAgainForTraces() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Invocation run = Invocation.piped(
                "{\"id\":\"1\",\"root_span_id\":\"r\",\"error\":\"x\"}\n{\"id\":\"2\",\"root_span_id\":\"r\"}\n"
                        + "{\"id\":\"3\",\"root_span_id\":\"s\"}\n",
                "query",
                "select: id | from: project_logs('p') traces | filter: error is not null",
                "--logs",
                "-",
                "--temporary",
                temporary.toString());
        assertThat(run.lines()).containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aLimitEndsReading(int threads) {
        InputStream endless = new InputStream() {
            private final byte[] row = "{\"id\":1}\n".getBytes(StandardCharsets.UTF_8);
            private long position;

            @Override
            public int read() {
                return row[(int) (position++ % row.length)];
            }
        };
        Invocation run = new Invocation.Request(endless, false, 0)
                .run(
                        "query",
                        "select: id | filter: id = 1 | limit: 2",
                        "--order",
                        "file",
                        "--threads",
                        Integer.toString(threads),
                        "--logs",
                        "-");
        assertThat(run.text()).isEqualTo("{\"id\":1}\n{\"id\":1}\n");
    }

    @Test
    void pagesFollowEachOther() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            rows.append(String.format("{\"id\":%d,\"_pagination_key\":\"p%020d\"}%n", i, i));
        }
        Files.writeString(logs, rows);
        Invocation first = query("SELECT id FROM project_logs('p') LIMIT 2");
        assertThat(first.lines()).containsExactly("{\"id\":4}", "{\"id\":3}");
        String more = first.err()
                .lines()
                .filter(line -> line.startsWith("there is more: "))
                .findFirst()
                .orElseThrow();
        Invocation second =
                query("SELECT id FROM project_logs('p') LIMIT 3 " + more.substring("there is more: ".length()));
        assertThat(second.lines()).containsExactly("{\"id\":2}", "{\"id\":1}", "{\"id\":0}");
        assertThat(second.err()).doesNotContain("there is more");
    }

    @Test
    void aSortThatSpillsGivesWhatOneInMemoryGives() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        try (OutputStream out = Files.newOutputStream(logs)) {
            new SampleLogs(1, Instant.parse("2025-05-12T10:00:00Z")).write(3_000, out, done -> {});
        }
        String text = "select: * | sort: metadata.model, metrics.end desc";
        Invocation kept = query(text);
        Invocation spilled = query(text, "--memory", "1 MB", "--temporary", temporary.toString());
        assertThat(spilled.out()).isEqualTo(kept.out());
        assertThat(spilled.lines()).hasSize(3_000);
        assertThat(temporary).isEmptyDirectory();
        Path nowhere = folder.resolve("nowhere");
        assertThat(query(text, "--memory", "1 MB", "--temporary", nowhere.toString())
                        .exitCode())
                .isEqualTo(ExitCode.IO);
    }

    @Test
    void rowsThatAreNoneAreCounted() throws IOException {
        Files.writeString(logs, "{\"id\":1}\nnope\n{\"id\":2,\"x\":tru}\n");
        Invocation run = query("select: id", "--strict");
        assertThat(run.text()).isEqualTo("{\"id\":1}\n");
        assertThat(run.err())
                .startsWith("warning: 2 rows are no JSON objects and were passed over\n1 row of 3 read in ");
        assertThat(run.exitCode()).isZero();
        Invocation asRead = query("select: id");
        assertThat(asRead.text()).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
        assertThat(asRead.err())
                .startsWith("warning: 1 row is no JSON object and was passed over\n2 rows of 3 read in ");
    }

    @Test
    void nobodyListeningEndsQuietly() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(closed, false),
                new PrintStream(err, true),
                false,
                0,
                Map.of());
        assertThat(AutomationsCommand.execute(console, "query", "select: *", "--logs", logs.toString()))
                .isEqualTo(ExitCode.IO);
        assertThat(err.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select: lenght(id) | | 1 | BTQL-302 error: unknown function 'lenght' (line 1, column 9)~  select: lenght(id)~          ^^^^^^~  hint: did you mean 'length'?",
                "measures: count(1) | --memory=1 | 2 | automations: --memory must be a size from 1 MB to 1024 GB, such as '64 MB', got '1'",
                "measures: count(1) | --max-groups=0 | 2 | automations: --max-groups must be at least 1, got 0",
                "measures: count(1) | --threads=0 | 2 | automations: --threads must be at least 1, got 0",
                "measures: count(1) | --logs=nowhere.jsonl | 74 | automations: 'nowhere.jsonl' names no log file",
                "measures: count(1) | --logs=pom.xml.parquet.none* | 74 | automations: 'pom.xml.parquet.none*' names no log file",
                "dimensions: id | --max-groups=2 | 1 | automations: the query makes more than 2 groups: group by something coarser, filter first, or raise the limit~  hint: --memory and --max-groups are the limits",
            })
    void errorsSayWhatToDo(String text, String option, int exitCode, String message) {
        Invocation run = option == null ? query(text) : query(text, option);
        assertThat(run.err()).isEqualTo(message.replace('~', '\n') + "\n");
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFileThatBreaksOffIsNamed() throws IOException {
        Path broken = folder.resolve("broken.jsonl.gz");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(whole)) {
            gzip.write(ROWS.repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(broken, Arrays.copyOf(whole.toByteArray(), 60));
        Invocation run = query("measures: count(1)", "--logs=" + broken);
        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err())
                .isEqualTo("automations: " + broken.toRealPath()
                        + " cannot be read to its end: Unexpected end of ZLIB input stream\n");
    }
}
