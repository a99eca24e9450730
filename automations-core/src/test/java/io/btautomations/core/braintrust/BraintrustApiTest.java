package io.btautomations.core.braintrust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.braintrust.Answer.Freshness;
import io.btautomations.core.braintrust.ApiOptions.Wire;
import io.btautomations.core.braintrust.ApiServer.Asked;
import io.btautomations.core.braintrust.ApiServer.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BraintrustApiTest {

    private static final Question QUESTION = new Question("select: * | from: project_logs('p') | limit: 2", 480);
    private static final String TWO_ROWS = """
            {"schema":{"type":"array","items":{"data":[1]}},"data":[{"id":"a","note":"}],{\\""},{"id":"b"}],
             "cursor":"agO8JAMxAAA",
             "freshness_state":{"last_processed_xact_id":"1000197155625133059","last_considered_xact_id":"1"},
             "realtime_state":{"type":"on","actual_xact_id":"1000197155625133060","read_bytes":0},
             "warnings":[{"code":"c","message":"no range filter [user_email=a@b.c]"}]}
            """;

    private final ApiServer server = new ApiServer();
    private final RawServer raw = new RawServer();
    private final World world = new World();

    @AfterEach
    void stop() {
        server.close();
        raw.close();
    }

    @Test
    void asksAsTheSdksDo() throws Exception {
        server.answer(Reply.json(TWO_ROWS));
        try (BraintrustApi api = world.open(server.url("/prefix/"))) {
            api.ask(QUESTION, world::take);
        }
        Asked asked = server.asked().getFirst();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /prefix/btql");
        assertThat(asked.headers())
                .containsEntry("authorization", "Bearer " + World.KEY)
                .containsEntry("x-bt-org-name", "acme")
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json")
                .containsEntry("accept-encoding", "gzip");
        JsonNode body = new ObjectMapper().readTree(asked.body());
        assertThat(body).isEqualTo(new ObjectMapper().readTree("""
                                        {"query": "select: * | from: project_logs('p') | limit: 2", "fmt": "json",
                                         "tz_offset": 480, "api_version": 1, "brainstore_realtime": true,
                                         "use_columnstore": false}
                                        """));
    }

    @Test
    void anAnswerIsItsRowsAndWhatStandsBesideThem() throws Exception {
        byte[] body = ApiServer.utf8(TWO_ROWS);
        raw.say(RawServer.head(body.length, "Date: Fri, 06 Mar 2026 03:03:50 GMT"), body);
        try (BraintrustApi api = world.open(raw.url())) {
            Answer answer = api.ask(QUESTION, world::take);
            assertThat(answer)
                    .isEqualTo(new Answer(
                            2,
                            Optional.of("agO8JAMxAAA"),
                            Instant.parse("2026-03-06T03:03:50Z"),
                            Optional.of(new Freshness(
                                    Optional.of(TransactionId.parse("1000197155625133059")),
                                    true,
                                    Optional.of(TransactionId.parse("1000197155625133060"))))));
        }
        assertThat(world.rows).containsExactly("{\"id\":\"a\",\"note\":\"}],{\\\"\"}", "{\"id\":\"b\"}");
        assertThat(world.warnings).containsExactly(raw.url() + " warns: no range filter");
    }

    @Test
    void linesAreRowsAndHeadersTellTheRest() throws Exception {
        server.answer(Reply.json("{\"id\":1}\n\n{\"id\":2}\r\n{\"id\":3}")
                .with("x-bt-cursor: next", "x-bt-freshness-state: {\"last_processed_xact_id\":\"1000197155625133059\"}")
                .inChunks()
                .packed());
        try (BraintrustApi api = world.open(World.options(server.url(""), Wire.JSONL))) {
            Answer answer = api.ask(QUESTION, world::take);
            assertThat(answer.rows()).isEqualTo(3);
            assertThat(answer.cursor()).contains("next");
            assertThat(answer.freshness())
                    .contains(new Freshness(
                            Optional.of(TransactionId.parse("1000197155625133059")), false, Optional.empty()));
        }
        assertThat(world.rows).containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
        assertThat(server.asked().getFirst().headers())
                .containsEntry("accept", "application/x-jsonlines, application/json");
    }

    @Test
    void noRowsAreAnAnswerToo() throws Exception {
        server.answer(Reply.json("{\"data\":[],\"cursor\":null}"));
        try (BraintrustApi api = world.open(server.url(""))) {
            Answer answer = api.ask(QUESTION, world::take);
            assertThat(answer.rows()).isZero();
            assertThat(answer.cursor()).isEmpty();
            assertThat(answer.freshness()).isEmpty();
        }
    }

    @Test
    void allClientsOfAnOrganizationShareItsBudget() throws Exception {
        server.answer(Reply.json("{\"data\":[]}"));
        try (BraintrustApi one = world.open(server.url(""));
                BraintrustApi other = world.open(server.url("/"))) {
            for (int i = 0; i < 10; i++) {
                one.ask(QUESTION, world::take);
                other.ask(QUESTION, world::take);
            }
            assertThat(world.waits).isEmpty();
            other.ask(QUESTION, world::take);
        }
        assertThat(world.waits).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void allClientsOfThisJvmShareWhatTheDoorOpens() throws Exception {
        server.answer(Reply.json("{\"data\":[]}"));
        ApiOptions options = World.options(server.url(""), Wire.JSON);
        for (int i = 0; i < 21; i++) {
            try (BraintrustApi api = BraintrustApi.open(options, world.surroundings())) {
                api.ask(QUESTION, world::take);
            }
        }
        assertThat(world.waits).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void anOrganizationThatNoHeaderTakesIsNotSent() throws Exception {
        server.answer(Reply.json("{\"data\":[]}"));
        ApiOptions options = new ApiOptions(
                server.url(""),
                World.KEY,
                Optional.of("Müller"),
                Duration.ofSeconds(10),
                20,
                Wire.JSON,
                true,
                1 << 20,
                Duration.ofMinutes(3));
        try (BraintrustApi api = world.open(options)) {
            api.ask(QUESTION, world::take);
        }
        assertThat(server.asked().getFirst().headers()).doesNotContainKey("x-bt-org-name");
        assertThat(world.warnings)
                .containsExactly(
                        "the organization's name cannot stand in a header, so the key alone tells which it is");
    }
}
