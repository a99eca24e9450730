package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {

    @Test
    void showsWhatAFilterMeans() {
        Invocation run = Invocation.of(
                "explain", "where lower(metadata.model) = 'GPT' or scores.Factuality<0.5+0.3 and metadata.team='a'");
        assertThat(run.text()).isEqualTo("""
                        dialect   filter
                        canonical lower(metadata.model) = 'GPT' OR scores.Factuality < 0.5 + 0.3 AND metadata.team = 'a'
                        reads     metadata.model, metadata.team, scores.Factuality
                        on rows   scores.Factuality < 0.8 AND metadata.team = 'a' OR lower(metadata.model) = 'GPT'
                        constant  0.5 + 0.3 is 0.8
                        plan
                          filter  condition: scores.Factuality < 0.8 AND metadata.team = 'a' OR lower(metadata.model) = 'GPT'
                            scan  shape: spans  reads: metadata.model, metadata.team, scores.Factuality
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void showsTheStepsOfAQuery() {
        Invocation run = Invocation.of(
                "explain",
                "SELECT metadata.model, count(1) AS n FROM project_logs('p') WHERE error IS NULL"
                        + " GROUP BY 1 HAVING count(1) > 1 ORDER BY n DESC LIMIT 3");
        assertThat(run.lines())
                .startsWith("dialect   sql")
                .contains(
                        "on rows   error IS NULL",
                        "        filter  condition: count > 1",
                        "          group  keys: metadata.model  aggregates: count(1)")
                .endsWith("              scan  source: project_logs[p]  shape: spans  reads: error, metadata.model");
    }

    @Test
    void saysOfARowWhatHoldsAndWhatDoesNot() {
        Invocation run = Invocation.of(
                "explain",
                "error is not null or (scores.a > 0.5 and not tags includes 'x')",
                "--row",
                "{\"scores\":{\"a\":null},\"tags\":[\"x\"]}");
        assertThat(run.text()).endsWith("""
                        row
                          false   error IS NOT NULL OR scores.a > 0.5 AND tags NOT INCLUDES 'x'
                            false   error IS NOT NULL    -- error is null
                            false   scores.a > 0.5 AND tags NOT INCLUDES 'x'
                              unknown scores.a > 0.5    -- scores.a is null
                              false   tags NOT INCLUDES 'x'    -- tags is ["x"]
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = 1 | {} | unknown",
                "a = 1 | {\"a\":1} | true",
                "a = 1 | {\"a\":2} | false",
                "select: id @ filter: a > 0 and b > 0 | {\"a\":1,\"b\":1} | true",
                "select: id @ filter: a > 0 and b > 0 | {\"a\":1} | unknown",
                "SELECT id FROM project_logs('p', shape => 'traces') WHERE any_span(error = 'x') | {\"error\":\"x\"} | true",
                "SELECT id FROM project_logs('p', shape => 'traces') WHERE any_span(error = 'x') | {} | false",
                "SELECT n FROM (SELECT id AS n FROM project_logs('p') WHERE id = 'a') s WHERE n = 'b' | {\"id\":\"a\"} | true",
                "select: id | {} | true",
            })
    void verdictsOnRows(String text, String row, String verdict) {
        Invocation run = Invocation.piped(row, "explain", text.replace('@', '|'), "--row", "-", "--format", "json");
        assertThat(run.text()).contains("\"row\":{\"verdict\":\"" + verdict + "\"");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void jsonIsOneObject() {
        Invocation run = Invocation.of("explain", "a = 1 + 1", "--format", "json", "--ast");
        assertThat(run.text())
                .isEqualTo("{\"ok\":true,\"dialect\":\"filter\",\"canonical\":\"a = 1 + 1\",\"reads\":[\"a\"],"
                        + "\"condition\":\"a = 2\",\"constants\":[{\"text\":\"1 + 1\",\"value\":\"2\"}],"
                        + "\"plan\":{\"step\":\"filter\",\"condition\":\"a = 2\","
                        + "\"input\":{\"step\":\"scan\",\"shape\":\"spans\",\"reads\":\"a\"}},\"warnings\":[],"
                        + "\"ast\":{\"op\":\"eq\",\"left\":{\"op\":\"ident\",\"name\":[\"a\"]},"
                        + "\"right\":{\"op\":\"add\",\"left\":{\"op\":\"literal\",\"value\":1},"
                        + "\"right\":{\"op\":\"literal\",\"value\":1}}}}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = 1 and ( b > ) | BTQL-201 error: unexpected ')' (line 1, column 17)\\n  a = 1 and ( b > )\\n                  ^\\n  expected expression\\n",
                "select: lenght(input) | BTQL-302 error: unknown function 'lenght' (line 1, column 9)\\n  select: lenght(input)\\n          ^^^^^^\\n  hint: did you mean 'length'?\\n",
                "selct: id | BTQL-204 error: unknown clause 'selct' (line 1, column 1)\\n  selct: id\\n  ^^^^^\\n  hint: did you mean 'select:'?\\n",
            })
    void saysWhatIsWrongAndWhere(String text, String expected) {
        Invocation run = Invocation.of("explain", text);
        assertThat(run.text()).isEqualTo(expected.replace("\\n", "\n"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aDialectCanBeForced() {
        assertThat(Invocation.of("explain", "select: id", "--dialect", "sql").exitCode())
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(Invocation.of("explain", "sum(a) > 1", "--dialect", "filter").exitCode())
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(Invocation.of("explain", "sum(a) > 1").lines()).contains("canonical sum(a) > 1");
    }

    @Test
    void warningsCanBeDenied() {
        String placeholder = "select: id | cursor: '<CURSOR>'";
        Invocation run = Invocation.of("explain", placeholder);
        assertThat(run.exitCode()).isZero();
        assertThat(run.text()).contains("BTQL-313 warning: '<CURSOR>' is no cursor of a result");
        assertThat(Invocation.of("explain", placeholder, "--deny-warnings").exitCode())
                .isEqualTo(ExitCode.FINDINGS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain | explain needs a TEXT, or --lines",
                "explain a=1 --lines | --lines takes its texts from standard input, and no TEXT and no --row",
                "explain - --row - | TEXT and --row cannot both be read from standard input",
                "explain a=1 --row [1] | --row must be one JSON object, got '[1]'",
                "explain a=1 --tz-offset 2000 | --tz-offset must be between -1080 and 1080, got 2000",
            })
    void commandLinesThatMakeNoSense(String line, String message) {
        Invocation run = Invocation.of(line.split(" "));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isEqualTo("automations: " + message + "\n");
    }

    @Test
    void linesAreAnsweredOneByOne() {
        String json = "{\"op\":\"isnull\",\"expr\":{\"op\":\"ident\",\"name\":[\"a\"]}}";
        Invocation run = Invocation.piped(
                "a = 'x\\\\\\\\y\\tz'\r\n\nSELECT id\\nFROM project_logs('p')\nselct: id\n" + json,
                "explain",
                "--lines");
        assertThat(run.lines())
                .containsExactly(
                        "{\"ok\":true,\"dialect\":\"filter\",\"canonical\":\"a = 'x\\\\y\\tz'\"}",
                        "{\"ok\":true,\"dialect\":\"filter\",\"canonical\":\"\"}",
                        "{\"ok\":true,\"dialect\":\"sql\",\"canonical\":\"SELECT id FROM project_logs('p')\"}",
                        "{\"ok\":false,\"diagnostics\":[{\"code\":\"BTQL-204\",\"severity\":\"error\","
                                + "\"message\":\"unknown clause 'selct'\",\"line\":1,\"column\":1,\"start\":0,\"end\":5,"
                                + "\"expected\":[],\"hint\":\"did you mean 'select:'?\"}]}",
                        "{\"ok\":true,\"dialect\":\"filter\",\"canonical\":\"a IS NULL\"}");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(Invocation.piped("a = 1\n", "explain", "--lines").exitCode()).isZero();
        assertThat(Invocation.piped("", "explain", "--lines").out()).isEmpty();
    }

    @Test
    void hostileLinesAreAnsweredToo() {
        String nested = "(".repeat(20_000) + "a" + ")".repeat(20_000);
        String chained = "a = 1" + " or a = 1".repeat(40_000);
        String endless = "x".repeat(5_000_000);
        Invocation run = Invocation.piped(
                String.join("\n", nested, chained, endless, "\u0000", "a = 'ok'"), "explain", "--lines");
        assertThat(run.lines()).hasSize(5);
        assertThat(run.lines().get(0)).contains("BTQL-503");
        assertThat(run.lines().get(1)).startsWith("{\"ok\":true");
        assertThat(run.lines().get(2)).contains("BTQL-501");
        assertThat(run.lines().get(3)).contains("BTQL-101");
        assertThat(run.lines().get(4)).contains("\"canonical\":\"a = 'ok'\"");
    }

    /** Whoever waits for an answer before the next question gets it. */
    @Test
    void anAnswerDoesNotWaitForTheNextQuestion() throws Exception {
        PipedOutputStream questions = new PipedOutputStream();
        InputStream in = new PipedInputStream(questions);
        BlockingQueue<Integer> answered = new LinkedBlockingQueue<>();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int octet) {
                answered.add(octet);
            }
        };
        Console console = new Console(in, new PrintStream(out, false), new PrintStream(out, true), false, 0, Map.of());
        Thread command = Thread.ofPlatform().start(() -> AutomationsCommand.execute(console, "explain", "--lines"));
        for (int question = 0; question < 3; question++) {
            questions.write(("a = " + question + "\n").getBytes(StandardCharsets.UTF_8));
            questions.flush();
            int next = 0;
            while (next != '\n') {
                next = java.util.Objects.requireNonNull(answered.poll(30, TimeUnit.SECONDS), "no answer");
            }
        }
        questions.close();
        command.join();
    }
}
