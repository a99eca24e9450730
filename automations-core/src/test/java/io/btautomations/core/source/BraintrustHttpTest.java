package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.btautomations.core.braintrust.Answer;
import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.Question;
import io.btautomations.core.http.OkHttpTransports;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Progress;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole step against a server that speaks Braintrust's protocol. */
class BraintrustHttpTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LiveLog log = new LiveLog();
    private final FakeBraintrust engine = new FakeBraintrust(log, Clock.systemUTC()::instant);
    private final List<String> headers = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private StepHarness host;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/btql", this::answer);
        server.start();
        host = StepHarness.of(ScheduledBtqlQueryStep.DESCRIPTOR)
                .http(new OkHttpTransports())
                .set(SourceSettings.LOG_SOURCE, "Braintrust API")
                .set(
                        BraintrustSettings.API_URL,
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/api")
                .set(BraintrustSettings.API_KEY, "sk-secret")
                .set(BraintrustSettings.PAGE_SIZE, "7")
                .set(BraintrustSettings.REQUESTS_PER_MINUTE, "10000")
                .set(SourceSettings.ORGANIZATION_NAME, "Acme")
                .set(SourceSettings.PROJECT_ID, "proj")
                .set(SourceSettings.START_POSITION, "Beginning");
    }

    @AfterEach
    void close() {
        host.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        headers.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("x-bt-org-name"));
        String query = JSON.readTree(exchange.getRequestBody()).path("query").asText();
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        int status = 200;
        try {
            Answer found = engine.ask(
                    new Question(query),
                    (bytes, from, to) ->
                            data.add(JSON.readTree(new String(bytes, from, to - from, StandardCharsets.UTF_8))));
            found.cursor().ifPresent(cursor -> answer.put("cursor", cursor));
            answer.putObject("realtime_state").put("type", "on");
        } catch (ApiException e) {
            status = 400;
            answer.removeAll();
            answer.put("Code", "BadRequest").put("Message", e.getMessage());
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void rowsComeOverHttp() throws Exception {
        Instant now = Clock.systemUTC().instant();
        for (int id = 1; id <= 20; id++) {
            log.write("r" + id, "r" + id, "\"metadata\":\"é\"", now.minusSeconds(300), Duration.ZERO);
        }
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).rows())
                .containsExactlyElementsOf(
                        log.newest().stream().map(LiveLog.Version::json).toList());
        assertThat(headers).isNotEmpty().allMatch("Bearer sk-secret Acme"::equals);
        assertThat(host.events().received())
                .allMatch(transit -> transit.uri()
                        .equals("http://127.0.0.1:" + server.getAddress().getPort() + "/api/btql#project_logs/proj"));
    }

    @Test
    void whatTheEndpointRefusesIsSaid() {
        host.set(DataSettings.DATA, "Custom BTQL")
                .set(DataSettings.QUERY, "select: id, any_span(any_span(any_span(is_root))) | from: project_logs('p')")
                .set(DataSettings.QUERY_MODE, "Snapshot");
        assertThat(host.validate()).isNotEmpty();
        host.set(DataSettings.QUERY, "select: id | from: project_logs('p') | limit: 3");
        server.removeContext("/api/btql");
        assertThatThrownBy(() -> host.trigger()).hasMessageContaining("404").hasMessageNotContaining("sk-secret");
    }
}
