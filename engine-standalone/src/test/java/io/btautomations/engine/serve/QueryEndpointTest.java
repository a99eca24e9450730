package io.btautomations.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.btautomations.engine.serve.log.LogException;
import io.btautomations.engine.serve.log.ServedObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryEndpointTest {

    private final TestServer server = new TestServer();
    private final ServedObject project = server.project("bot");

    @TempDir
    private Path folder;

    @BeforeEach
    void log() {
        server.logs()
                .write(
                        project,
                        "{'id':'r1','created':'2026-02-28T23:30:00Z','input':{'q':'é'},'scores':{'s':0.25}}",
                        "{'id':'r2','created':'2026-03-01T00:30:00Z','metadata':{'model':'m'}}");
        server.logs().clock().add(Duration.ofSeconds(2));
        server.logs().write(project, "{'id':'r3','created':'2026-03-01T01:00:00Z'}");
        server.logs().clock().add(Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersInTheDocumentedForm() {
        HttpResponse<byte[]> response =
                server.query("select: id, scores.s as s, created | from: project_logs('bot') | limit: 2");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("x-bt-cursor")).contains("aaPyAAAAAAE");
        assertThat(response.headers().firstValue("x-bt-freshness-state"))
                .contains("{\"last_processed_xact_id\":\"1000196745113894911\","
                        + "\"last_considered_xact_id\":\"1000196745113894911\"}");
        assertThat(response.headers().firstValue("x-bt-api-duration-ms")).contains("0");
        assertThat(TestServer.text(response))
                .matches("\\{\"data\":\\[\\{\"created\":\"2026-03-01T01:00:00Z\",\"id\":\"r3\",\"s\":null},"
                        + "\\{\"created\":\"2026-03-01T00:30:00Z\",\"id\":\"r2\",\"s\":null}],"
                        + "\"schema\":\\{\"type\":\"array\",\"items\":\\{\"type\":\"object\",\"properties\":\\{"
                        + "\"id\":\\{\"type\":\\[\"string\",\"null\"]},\"s\":\\{\"type\":\\[\"number\",\"null\"]},"
                        + "\"created\":\\{\"type\":\\[\"string\",\"null\"],\"format\":\"date-time\"}}}},"
                        + "\"cursor\":\"aaPyAAAAAAE\",\"realtime_state\":\\{\"type\":\"on\",\"minimum_xact_id\":null,"
                        + "\"actual_xact_id\":\"1000196745113894911\",\"read_bytes\":\\d+},"
                        + "\"freshness_state\":\\{\"last_processed_xact_id\":\"1000196745113894911\","
                        + "\"last_considered_xact_id\":\"1000196745113894911\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            select: id from: project_logs('bot')                                      ; r3 r2 r1
            select: id | from: project_logs("bot") | sort: _xact_id asc               ; r1 r2 r3
            SELECT id FROM project_logs('bot') ORDER BY created LIMIT 2               ; r1 r2
            SELECT id FROM project_logs('bot') WHERE metadata.model = 'm'             ; r2
            select: id | from: project_logs('bot') | cursor: 'aaPyAAAAAAE'            ; r1
            SELECT id FROM project_logs('bot') OFFSET 'aaPyAAAAAAE'                   ; r1
            select: id | from: project_logs('bot') traces | filter: scores.s < 1      ; r1
            select: id | from: project_logs('bot') | limit: 0                         ;
            select: id | from: project_logs('bot') | filter: _xact_id > '1000196745113632768' ; r3
            select: id | from: project_logs('bot', 'empty')                           ; r3 r2 r1
            SELECT id FROM (SELECT id FROM project_logs('bot') WHERE id != 'r1') LIMIT 9 ; r3 r2
            """)
    void understandsBothDialects(String query, String ids) {
        server.project("empty");
        assertThat(server.rows(query))
                .extracting(row -> row.get("id").asText())
                .containsExactly(ids == null ? new String[0] : ids.split(" "));
    }

    @Test
    void takesTreesAsTheOfficialClientsSendThem() {
        JsonNode answer = TestServer.json(server.post("/btql", """
                {'query':{'select':[{'op':'star'}],
                  'from':{'op':'function','name':{'op':'ident','name':['project_logs']},
                          'args':[{'op':'literal','value':'%s'}]},
                  'cursor':null,'limit':1000,'filter':[{'op':'eq','left':{'op':'ident','name':['id']},
                  'right':{'op':'literal','value':'r1'}}]},
                 'use_columnstore':false,'brainstore_realtime':true,'query_source':'js_sdk_object_fetcher_project_logs'}
                """.formatted(project.id())));
        assertThat(answer.at("/data/0/input/q").asText()).isEqualTo("é");
        assertThat(answer.at("/schema/items/properties/created/format").asText())
                .isEqualTo("date-time");
        JsonNode byText = TestServer.json(server.post(
                "/btql",
                "{'query':{'select':[{'op':'star'}],'from':'project_logs(\\'bot\\')','limit':1}}"
                        .replace("\\'", "\\\"")));
        assertThat(byText.path("data")).hasSize(1);
    }

    @Test
    void jsonLinesHaveTheirCursorInAHeader() {
        HttpResponse<byte[]> lines = server.query("select: id from: project_logs('bot') limit: 2", "fmt", "\"jsonl\"");
        assertThat(TestServer.text(lines)).isEqualTo("{\"id\":\"r3\"}\n{\"id\":\"r2\"}\n");
        assertThat(lines.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(lines.headers().firstValue("x-bt-cursor")).isPresent();
        HttpResponse<byte[]> none =
                server.query("select: id from: project_logs('bot') filter: id = 'x'", "fmt", "\"jsonl\"");
        assertThat(none.statusCode()).isEqualTo(200);
        assertThat(none.body()).isEmpty();
        assertThat(none.headers().firstValue("x-bt-cursor")).isEmpty();
    }

    @Test
    void parquetIsParquet() throws IOException {
        HttpResponse<byte[]> parquet =
                server.query("select: id, scores.s as s from: project_logs('bot')", "fmt", "\"parquet\"");
        Path file = Files.write(folder.resolve("result.parquet"), parquet.body());
        try (io.btautomations.core.parquet.ParquetLines rows = new io.btautomations.core.parquet.ParquetLines(file)) {
            assertThat(new String(rows.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"id\":\"r3\"}\n{\"id\":\"r2\"}\n{\"id\":\"r1\",\"s\":0.25}\n");
        }
    }

    @Test
    void compressesWhenAsked() throws IOException {
        HttpResponse<byte[]> packed = server.post(
                "/btql",
                "{\"query\":\"select: id from: project_logs('bot') limit: 1\",\"fmt\":\"jsonl\"}"
                        .getBytes(StandardCharsets.UTF_8),
                Map.of("Accept-Encoding", "br, gzip;q=0.5"));
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"id\":\"r3\"}\n");
        HttpResponse<byte[]> refused = server.post(
                "/btql",
                "{\"query\":\"select: id from: project_logs('bot')\"}".getBytes(StandardCharsets.UTF_8),
                Map.of("Accept-Encoding", "gzip;q=0"));
        assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void daysBeginWhereTheClientIs() {
        String query =
                "dimensions: day(created) as day | measures: count(1) as n | from: project_logs('bot') | sort: day";
        assertThat(TestServer.json(server.query(query)).path("data"))
                .hasToString("[{\"day\":\"2026-02-28T00:00:00Z\",\"n\":1},{\"day\":\"2026-03-01T00:00:00Z\",\"n\":2}]");
        assertThat(TestServer.json(server.query(query, "tz_offset", "480")).path("data"))
                .hasToString("[{\"day\":\"2026-02-28T08:00:00Z\",\"n\":3}]");
    }

    @Test
    void aPageHasAtMostAThousandRowsAndSaysSo() {
        server.logs()
                .write(
                        project,
                        IntStream.range(0, 1_500)
                                .mapToObj("{'id':'x%d'}"::formatted)
                                .toArray(String[]::new));
        JsonNode usual = TestServer.json(server.query("select: id from: project_logs('bot')"));
        assertThat(usual.path("data")).hasSize(1_000);
        assertThat(usual.has("warnings")).isFalse();
        JsonNode more = TestServer.json(server.query("select: id from: project_logs('bot') limit: 1001"));
        assertThat(more.path("data")).hasSize(1_000);
        assertThat(more.at("/warnings/0/message").asText())
                .isEqualTo("a result has at most 1000 rows; go on with its cursor");
        assertThat(TestServer.json(server.query("select: count(1) as n from: project_logs('bot')"))
                        .at("/data/0/n")
                        .asInt())
                .isEqualTo(1_503);
    }

    @Test
    void aPageOfALongLogReadsNoMoreThanThePage() {
        for (int part = 0; part < 20; part++) {
            int first = part * 1_000;
            server.logs()
                    .write(
                            project,
                            IntStream.range(first, first + 1_000)
                                    .mapToObj("{'id':'x%d'}"::formatted)
                                    .toArray(String[]::new));
        }
        assertThat(readBytes("select: * from: project_logs('bot') limit: 10")).isLessThan(20_000);
        String cursor = TestServer.json(server.query("select: * from: project_logs('bot') sort: _pagination_key asc"))
                .path("cursor")
                .asText();
        assertThat(readBytes("select: * from: project_logs('bot') sort: _pagination_key asc limit: 10 cursor: '%s'"
                        .formatted(cursor)))
                .isLessThan(20_000);
        assertThat(readBytes(
                        "measures: count(1) as n from: project_logs('bot') filter: _xact_id <= '1000196745113632768'"))
                .isLessThan(2_000);
        assertThat(readBytes("measures: count(1) as n from: project_logs('bot')"))
                .isGreaterThan(5_000_000);
    }

    private long readBytes(String query) {
        return TestServer.json(server.query(query))
                .at("/realtime_state/read_bytes")
                .asLong();
    }

    @Test
    void aVersionIsForDatasetsAndExperiments() throws IOException, LogException {
        ServedObject dataset = server.logs().store().register(project, ServedObject.Kind.DATASET, "cases");
        server.logs().write(dataset, "{'id':'c1','input':1}");
        String version = server.rows("select: * from: dataset('cases')")
                .getFirst()
                .get("_xact_id")
                .asText();
        server.logs().write(dataset, "{'id':'c1','input':2}", "{'id':'c2'}");
        JsonNode then =
                TestServer.json(server.query("select: input from: dataset('cases')", "version", "\"" + version + "\""));
        assertThat(then.path("data")).hasToString("[{\"input\":1}]");
        assertThat(TestServer.text(
                        server.query("select: input from: project_logs('bot')", "version", "\"" + version + "\"")))
                .contains("\\\"version\\\" is for experiments and datasets only");
    }

    @Test
    void anAnswerThatIsTooLongSaysWhatToDo() {
        try (TestServer small =
                new TestServer(ServerLimits.STANDARD.withResponseBytes(2_000), java.util.Optional.empty())) {
            ServedObject own = small.project("p");
            small.logs().write(own, "{'id':'r1','input':'" + "x".repeat(1_000) + "'}", "{'id':'r2'}", "{'id':'r3'}");
            HttpResponse<byte[]> response = small.query("select: * from: project_logs('p')");
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(TestServer.json(response).path("Message").asText())
                    .isEqualTo("the result has more than 2000 bytes; ask for fewer rows with a limit, or select fewer"
                            + " fields");
            assertThat(small.query("select: * from: project_logs('p') limit: 1").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void moreQueriesThanAllowedWait() {
        try (TestServer slow =
                new TestServer(ServerLimits.STANDARD.withQueriesAMinute(2), java.util.Optional.empty())) {
            slow.project("p");
            String query = "select: id from: project_logs('p')";
            assertThat(slow.query(query).statusCode()).isEqualTo(200);
            slow.logs().clock().add(Duration.ofSeconds(10));
            assertThat(slow.query(query).statusCode()).isEqualTo(200);
            HttpResponse<byte[]> refused = slow.query(query);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("50");
            assertThat(TestServer.json(refused).path("Message").asText())
                    .isEqualTo("more than 2 queries within a minute; ask again in 50 s");
            slow.logs().clock().add(Duration.ofSeconds(50));
            assertThat(slow.query(query).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {}                               ~ 400 ~ the request has no "query"
            {'query':5}                      ~ 400 ~ "query" should be a text or an object, it is number
            []                               ~ 400 ~ the body should be a JSON object
            {'query':                        ~ 400 ~ the body is no JSON: *
            {'query':'select: id'}           ~ 400 ~ a FROM clause is required, such as from: project_logs('name')
            {'query':'select: id from: project_logs("nope")'}    ~ 403 ~ there is no project 'nope' here; there are 'bot'
            {'query':'select: id from: dataset("nope")'}         ~ 403 ~ there is no dataset 'nope' here; there is none at all
            {'query':'select: id from: project_prompts("bot")'}  ~ 400 ~ this server has no project_prompts; project_logs, experiment and dataset can be read
            {'query':'select: id from: project_logs("bot")','fmt':'xml'}     ~ 400 ~ "fmt" should be json, jsonl or parquet, it is "xml"
            {'query':'select: id from: project_logs("bot")','tz_offset':1.5} ~ 400 ~ "tz_offset" should be a number of minutes from -1080 to 1080, it is 1.5
            {'query':'select: id from: project_logs("bot")','version':'new'} ~ 400 ~ "version" should be an _xact_id, it is "new"
            {'query':'from: project_logs("bot")'}                ~ 400 ~ *select*
            {'query':'select: id from: project_logs("bot") sort: created cursor: "aaPyAAAAAAE"'} ~ 400 ~ *a cursor continues only the order of _pagination_key*
            {'query':'select: id from: project_logs("bot") cursor: "x"'} ~ 400 ~ *'x' is no cursor of a result*
            {'query':{'select':[{'op':'star'}],'form':'x'}}       ~ 400 ~ *did you mean "from"?*
            """)
    void saysWhatIsWrong(String body, int status, String message) {
        String json = body.replace("\"", "\\\"").replace('\'', '"');
        HttpResponse<byte[]> response = server.post("/btql", json.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode failure = TestServer.json(response);
        assertThat(failure.path("Message").asText()).matches(pattern(message));
        assertThat(failure.path("Path").asText()).isEqualTo("/btql");
        assertThat(failure.path("Service").asText()).isEqualTo("api");
        assertThat(failure.path("Code").asText()).isEqualTo(status == 403 ? "ForbiddenError" : "BadRequestError");
    }

    private static String pattern(String message) {
        return "(?s)" + java.util.regex.Pattern.quote(message).replace("*", "\\E.*\\Q");
    }

    @Test
    void aMistakeInAQueryHasItsCaret() {
        assertThat(TestServer.json(server.query("select: id | from: project_logs('bot') | filter: a = = 1"))
                        .path("Message")
                        .asText())
                .contains("\n  select: id | from: project_logs('bot') | filter: a = = 1\n", "^");
    }
}
