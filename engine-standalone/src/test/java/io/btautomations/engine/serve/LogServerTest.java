package io.btautomations.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.serve.log.ServedObject;
import io.btautomations.engine.web.AccessToken;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogServerTest {

    private static final String TOKEN = "a-token-of-24-characters";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsClientsWhoTheyAreAndWhereToGo() {
        JsonNode login = TestServer.json(server.post("/api/apikey/login", ""));
        assertThat(login.at("/org_info/0/api_url").asText()).isEqualTo(server.url(""));
        assertThat(login.at("/org_info/0/name").asText()).isEqualTo("local");
        assertThat(TestServer.json(server.get("/version"))
                        .path("logs3_payload_max_bytes")
                        .asInt())
                .isEqualTo(6 << 20);
    }

    @Test
    void aProjectIsRegisteredOnce() {
        JsonNode first =
                TestServer.json(server.post("/api/project/register", "{'project_name':'My Bot','org_id':'x'}"));
        JsonNode again = TestServer.json(server.post("/api/project/register", "{'project_name':'My Bot'}"));
        assertThat(again).isEqualTo(first);
        String id = first.at("/project/id").asText();
        assertThat(TestServer.json(server.get("/api/project?id=" + id))
                        .path("name")
                        .asText())
                .isEqualTo("My Bot");
        assertThat(TestServer.json(server.get("/v1/project?project_name=My%20Bot"))
                        .at("/objects/0/id")
                        .asText())
                .isEqualTo(id);
        assertThat(TestServer.json(server.get("/v1/project?ids=" + id)).path("objects"))
                .hasSize(1);
        assertThat(TestServer.json(server.get("/v1/project?ids=other")).path("objects"))
                .isEmpty();
        assertThat(TestServer.json(server.get("/v1/organization"))
                        .at("/objects/0/name")
                        .asText())
                .isEqualTo("local");
        assertThat(TestServer.json(server.post("/api/project/get", "{'id':'" + id + "'}"))
                        .at("/0/name")
                        .asText())
                .isEqualTo("My Bot");
        assertThat(TestServer.json(server.get("/v1/project/" + id)).path("name").asText())
                .isEqualTo("My Bot");
    }

    @Test
    void rowsOfSeveralObjectsComeInOneRequest() {
        ServedObject project = server.project("p");
        JsonNode dataset =
                TestServer.json(server.post("/api/dataset/register", "{'project_name':'p','dataset_name':'d'}"));
        JsonNode experiment = TestServer.json(server.post(
                "/api/experiment/register", "{'project_id':'%s','experiment_name':'e'}".formatted(project.id())));
        HttpResponse<byte[]> response = server.post(
                "/logs3",
                "{'rows':[{'id':'1','project_id':'%s','log_id':'g'},{'id':'2','dataset_id':'%s'},{'id':'3','experiment_id':'%s'}],'api_version':2}"
                        .formatted(
                                project.id(),
                                dataset.at("/dataset/id").asText(),
                                experiment.at("/experiment/id").asText()));
        assertThat(TestServer.json(response).path("ids")).hasToString("[\"1\",\"2\",\"3\"]");
        assertThat(server.rows("select: id from: project_logs('p')")).hasToString("[{\"id\":\"1\"}]");
        assertThat(server.rows("select: id from: dataset('d')")).hasToString("[{\"id\":\"2\"}]");
        assertThat(server.rows("select: id from: experiment('e')")).hasToString("[{\"id\":\"3\"}]");
    }

    @Test
    void rowsThatDoNotFitInARequestAreUploaded() {
        ServedObject project = server.project("p");
        JsonNode upload = TestServer.json(
                server.post("/logs3/overflow", "{'content_type':'application/json','size_bytes':100,'rows':[]}"));
        assertThat(upload.path("method").asText()).isEqualTo("PUT");
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create(upload.path("signedUrl").asText()))
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"rows\":[{\"id\":\"big\",\"project_id\":\"%s\"}]}".formatted(project.id())))
                .build();
        assertThat(server.send(put).statusCode()).isEqualTo(200);
        String log = "{'rows':{'type':'logs3_overflow','key':'%s'},'api_version':2}"
                .formatted(upload.path("key").asText());
        assertThat(server.post("/logs3", log).statusCode()).isEqualTo(200);
        assertThat(server.rows("select: id from: project_logs('p')")).hasToString("[{\"id\":\"big\"}]");
        assertThat(TestServer.text(server.post("/logs3", log))).contains("there is no upload with this");
        assertThat(server.send(put).statusCode()).isEqualTo(403);
    }

    @Test
    void anUploadIsForgottenAfterAnHour() {
        String url = TestServer.json(server.post("/logs3/overflow", "{}"))
                .path("signedUrl")
                .asText();
        server.logs().clock().add(Duration.ofMinutes(61));
        server.post("/logs3/overflow", "{}");
        HttpRequest put = HttpRequest.newBuilder(URI.create(url))
                .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(TestServer.text(server.send(put))).contains("nobody announced this upload");
    }

    @Test
    void insertsAndDeletesAsTheApiReferenceSays() {
        ServedObject project = server.project("p");
        String path = "/v1/project_logs/" + project.id() + "/insert";
        JsonNode inserted = TestServer.json(server.post(path, "{'events':[{'id':'a','input':1},{'input':2}]}"));
        assertThat(inserted.path("row_ids")).hasSize(2);
        server.post(path, "{'events':[{'id':'a','_object_delete':true}]}");
        assertThat(server.rows("select: input from: project_logs('p')")).hasToString("[{\"input\":2}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            POST ~ /logs3 ~ {'rows':5} ~ 400 ~ "rows" should be an array of rows
            POST ~ /logs3 ~ {'rows':[5]} ~ 400 ~ row 0 should be an object
            POST ~ /logs3 ~ {'rows':[{'project_id':'P'}]} ~ 400 ~ row 0 should have a text as its "id"
            POST ~ /logs3 ~ {'rows':[{'id':'1'}]} ~ 400 ~ row 0 should say by its project_id (with log_id "g"), experiment_id or dataset_id what it belongs to
            POST ~ /logs3 ~ {'rows':[{'id':'1','project_id':'nope'}]} ~ 403 ~ there is no project 'nope' here
            POST ~ /logs3 ~ {'rows':[{'id':'1','project_id':'p'},{'id':'2','dataset_id':'nope'}]} ~ 403 ~ there is no dataset 'nope' here
            POST ~ /logs3 ~ {'rows':[{'id':'1','project_id':'p','_is_merge':true},{'id':'1','project_id':'p','_is_merge':true,'_merge_paths':5}]} ~ 400 ~ _merge_paths should look like [["input","messages"]]
            POST ~ /logs3/overflow ~ {'size_bytes':99999999999} ~ 413 ~ a request has at most 67108864 bytes; send less at a time
            POST ~ /api/project/register ~ {'project_name':''} ~ 400 ~ a name has from 1 to 300 characters, this one has 0
            GET  ~ /api/project?id=nope ~ '' ~ 403 ~ there is no project 'nope' here
            GET  ~ /api/project ~ '' ~ 400 ~ the request has no 'id'
            POST ~ /api/base_experiment/get_id ~ {'id':'1'} ~ 400 ~ experiments have no base experiment here
            GET  ~ /nothing ~ '' ~ 404 ~ there is nothing at this path
            GET  ~ /btql ~ '' ~ 405 ~ this path takes POST, not GET
            OPTIONS ~ /btql ~ '' ~ 405 ~ this path takes POST, not OPTIONS
            POST ~ /version ~ {} ~ 405 ~ this path takes GET, not POST
            """)
    void saysWhatIsWrong(String method, String path, String body, int status, String message) {
        server.project("p");
        HttpResponse<byte[]> response = server.send(HttpRequest.newBuilder(URI.create(server.url(path)))
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .header("Content-Type", "application/json; charset=utf-8")
                .build());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(TestServer.json(response).path("Message").asText()).isEqualTo(message);
        assertThat(server.rows("select: id from: project_logs('p')")).isEmpty();
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "none", textBlock = """
            text/plain                        ; none ; 415 ; the body should be application/json, the request says text/plain
            application/x-www-form-urlencoded ; none ; 415 ; the body should be application/json, the request says application/x-www-form-urlencoded
            none                              ; none ; 415 ; the body should be application/json, the request says none
            application/json                  ; gzip ; 415 ; the body should not be compressed, the request says gzip
            """)
    void takesNothingThatAPageOfOthersCanSend(String type, String encoding, int status, String message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url("/logs3")))
                .POST(HttpRequest.BodyPublishers.ofString("{\"rows\":[]}"));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        HttpResponse<byte[]> response = server.send(request.build());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(TestServer.json(response).path("Message").asText()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            localhost            ; 200
            127.0.0.1:1          ; 200
            [::1]:80             ; 200
            LOCALHOST:8080       ; 200
            evil.example:8080    ; 403
            127.0.0.1.evil.org   ; 403
            localhost.           ; 403
            a b                  ; 400
            """)
    void answersToThisMachineOnly(String host, int status) throws IOException {
        assertThat(raw("GET /version HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("}")) {
                answer.append((char) socket.getInputStream().read());
            }
            return answer.toString();
        }
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() throws IOException {
        assertThat(raw("POST /btql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 33554433\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("a request has at most 33554432 bytes; send less at a time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "none", textBlock = """
            Bearer a-token-of-24-characters  ; 200 ; none
            bearer a-token-of-24-characters  ; 200 ; none
            none                             ; 401 ; the request has no API key: send the server's token as 'Authorization: Bearer ...'
            Bearer a-token-of-24-character   ; 401 ; the API key is not this server's token
            Bearer a-token-of-24-charactersx ; 401 ; the API key is not this server's token
            Basic a-token-of-24-characters   ; 401 ; the API key is not this server's token
            """)
    void withATokenEveryRequestShowsIt(String authorization, int status, String message) {
        try (TestServer guarded = new TestServer(ServerLimits.STANDARD, Optional.of(AccessToken.of(TOKEN)))) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(guarded.url("/v1/project")));
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            HttpResponse<byte[]> response = guarded.send(request.build());
            assertThat(response.statusCode()).isEqualTo(status);
            if (message != null) {
                assertThat(TestServer.json(response).path("Message").asText()).isEqualTo(message);
                assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            }
        }
    }

    @Test
    void otherMachinesNeedAToken() {
        LogServer.Settings settings = new LogServer.Settings(
                new InetSocketAddress("0.0.0.0", 0), Optional.empty(), ServerLimits.STANDARD, "test", Path.of("."));
        assertThatThrownBy(() -> LogServer.start(
                        settings, server.logs().store(), server.logs().clock(), bytes -> {}, server.logs()::say))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an address that other machines can reach needs a token");
    }

    @Test
    void tokensThatAreNoSecretsAreRefused() {
        assertThatThrownBy(() -> AccessToken.of("short"))
                .hasMessage("a token has at least 16 characters, this one has 5");
        assertThatThrownBy(() -> AccessToken.of("0123456789 0123456789"))
                .hasMessage("a token consists of visible ASCII characters without spaces");
        assertThat(AccessToken.of(TOKEN)).hasToString("(token)");
    }

    @Test
    void clientsLogAtTheSameTime() throws Exception {
        ServedObject project = server.project("p");
        List<Future<JsonNode>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (int client = 0; client < 8; client++) {
                String name = "c" + client;
                for (int request = 0; request < 10; request++) {
                    int number = request;
                    answers.add(clients.submit(() -> TestServer.json(server.post(
                            "/logs3",
                            "{'rows':[{'id':'%s','project_id':'%s','metadata':{'%s':{'n%d':1}},'_is_merge':true},{'id':'%s-%d','project_id':'%s'}]}"
                                    .formatted("shared", project.id(), name, number, name, number, project.id())))));
                }
            }
        }
        List<String> transactions = new ArrayList<>();
        for (Future<JsonNode> answer : answers) {
            transactions.add(answer.get().path("xact_id").asText());
        }
        assertThat(transactions).doesNotHaveDuplicates().hasSize(80);
        List<ObjectNode> rows = server.rows("select: * from: project_logs('p')");
        assertThat(rows).hasSize(81);
        assertThat(rows.getFirst().get("id").asText())
                .isIn(IntStream.range(0, 80)
                        .mapToObj(i -> "c" + i / 10 + "-" + i % 10)
                        .toList());
        ObjectNode shared = rows.stream()
                .filter(row -> row.get("id").asText().equals("shared"))
                .findFirst()
                .orElseThrow();
        assertThat(shared.path("metadata"))
                .hasSize(8)
                .allSatisfy(names -> assertThat(names).hasSize(10));
        server.logs().restart();
        assertThat(server.logs().rows(project)).hasSize(81);
    }

    @Test
    void aRequestThatHasBegunIsAnsweredWhenTheServerStops() throws Exception {
        ServedObject project = server.project("p");
        String body = "{\"rows\":[{\"id\":\"late\",\"project_id\":\"%s\"}]}".formatted(project.id());
        String head = "POST /logs3 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        CountDownLatch stopping = new CountDownLatch(1);
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.server().port());
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            OutputStream out = socket.getOutputStream();
            out.write((head + body.substring(0, 10)).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            while (server.server().requestsInProgress() == 0) {
                Thread.onSpinWait();
            }
            Future<?> stop = other.submit(() -> {
                stopping.countDown();
                server.server().close();
            });
            assertThat(stopping.await(10, TimeUnit.SECONDS)).isTrue();
            out.write(body.substring(10).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] start = socket.getInputStream().readNBytes(12);
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            stop.get(30, TimeUnit.SECONDS);
        }
        assertThat(server.logs().rows(project)).hasSize(1);
    }

    @Test
    void aRequestThatBreaksOffIsNobodysNews() throws IOException {
        ServedObject project = server.project("p");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
            socket.getOutputStream()
                    .write(("POST /logs3 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 100\r\n\r\n{\"rows\":[")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(server.post("/logs3", "{'rows':[{'id':'1','project_id':'%s'}]}".formatted(project.id()))
                        .statusCode())
                .isEqualTo(200);
        while (server.server().requestsInProgress() > 0) {
            Thread.onSpinWait();
        }
        assertThat(server.logs().notices()).isEmpty();
    }

    @Test
    void whatIsNotTheClientsFaultIsSaidToBoth() throws IOException {
        ServedObject project = server.project("p");
        server.logs().write(project, "{'id':'r1'}");
        java.nio.file.Files.delete(server.logs().directory().resolve("p/segment-000001.jsonl"));
        HttpResponse<byte[]> response = server.query("select: * from: project_logs('p')");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(TestServer.json(response).path("Code").asText()).isEqualTo("InternalServerError");
        assertThat(TestServer.json(response).path("Message").asText()).contains("segment-000001.jsonl");
        assertThat(server.logs().notices()).singleElement().asString().startsWith("POST /btql: ");
        assertThat(server.post("/btql", "{}".getBytes(StandardCharsets.UTF_8), Map.of())
                        .statusCode())
                .isEqualTo(400);
    }
}
