package io.btautomations.core.braintrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.ApiOptions.Wire;
import io.btautomations.core.braintrust.ApiServer.Reply;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedQuestionsTest {

    private static final Question QUESTION = new Question("select: * | from: project_logs('p')");
    private static final String HTML = "Content-Type: text/html; charset=utf-8";

    private final ApiServer server = new ApiServer();
    private final World world = new World();

    @AfterEach
    void stop() {
        server.close();
    }

    /** What was answered; remedy; requests in all; the message, in which {@code @} stands for the server. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        Reply.status(
                                400,
                                "{\"Code\":\"BadRequestError\",\"Message\":\"Brainstore btql/query request failed 400 (Bad"
                                        + " Request) after 9 ms: Query blocked by strict lint mode due to 1 lint:\\nno range"
                                        + " filter [user_email=someone@example.com] [timestamp=1772766230.7]\"}"),
                        Remedy.CHANGE,
                        1,
                        "@ refuses the query (400): Query blocked by strict lint mode due to 1 lint: no range filter"),
                Arguments.of(
                        Reply.status(400, "{\"Code\":\"BadRequestError\"}"),
                        Remedy.CHANGE,
                        1,
                        "@ refuses the query (400): BadRequestError"),
                Arguments.of(
                        Reply.status(400, "plainly wrong: sk-secret-key-0123456789 at https://s3.example.com/a?sig=b"),
                        Remedy.CHANGE,
                        1,
                        "@ refuses the query (400): plainly wrong: ••• at https://s3.example.com"),
                Arguments.of(
                        Reply.status(400, "{\"Message\":\"RuntimeError: memory access out of bounds\"}"),
                        Remedy.CHANGE,
                        4,
                        "@ crashes over the query (400): RuntimeError: memory access out of bounds"),
                Arguments.of(
                        Reply.status(401, "{\"Message\":\"Invalid API key.\"}"),
                        Remedy.CHANGE,
                        1,
                        "@ does not take the key (401): Invalid API key; set API Key to a valid one, from Settings > API"
                                + " keys in Braintrust, and API URL to the data plane of its organization"),
                Arguments.of(
                        Reply.status(403, ""),
                        Remedy.CHANGE,
                        1,
                        "@ denies access (403); check that the key may read the project, that Organization Name is the"
                                + " key's, and give the project by its id instead of its name"),
                Arguments.of(
                        Reply.status(403, "<html>Blocked</html>"),
                        Remedy.CHANGE,
                        1,
                        "@ denies access (403) with a web page, so perhaps a proxy or a firewall answered in its place;"
                                + " check that the key may read the project, that Organization Name is the key's, and"
                                + " give the project by its id instead of its name"),
                Arguments.of(
                        Reply.status(404, "Not Found"),
                        Remedy.CHANGE,
                        1,
                        "@ finds nothing there (404): Not Found; check API URL with its path, if it has one, and the"
                                + " project's id"),
                Arguments.of(
                        Reply.status(408, ""),
                        Remedy.FEWER_ROWS,
                        2,
                        "@ gave the query up because it took too long (408); ask for fewer rows or a narrower filter"),
                Arguments.of(
                        Reply.status(504, "<html>Gateway Timeout</html>", HTML),
                        Remedy.FEWER_ROWS,
                        2,
                        "@ gave the query up because it took too long (504) with a web page, so perhaps a proxy or a"
                                + " firewall answered in its place; ask for fewer rows or a narrower filter"),
                Arguments.of(
                        Reply.status(413, "{\"Message\":\"response too large\"}"),
                        Remedy.FEWER_ROWS,
                        1,
                        "@ finds its answer too large (413): response too large; ask for fewer rows or fields"),
                Arguments.of(
                        Reply.status(
                                421,
                                "{\"Code\":\"DataPlaneRedirectError\",\"Message\":\"Please direct your requests to:"
                                        + " https://api-eu.braintrust.dev\",\"RedirectUrl\":\"https://api-eu.braintrust.dev/btql\"}"),
                        Remedy.CHANGE,
                        1,
                        "@ does not hold this organization's data (421); set API URL to https://api-eu.braintrust.dev"),
                Arguments.of(
                        Reply.status(421, ""),
                        Remedy.CHANGE,
                        1,
                        "@ does not hold this organization's data (421); set API URL to the data plane of its region, from"
                                + " Settings > Data plane in Braintrust"),
                Arguments.of(
                        Reply.status(500, "{\"Code\":\"InternalServerError\",\"Path\":\"/btql\",\"Service\":\"api\"}"),
                        Remedy.FEWER_ROWS,
                        2,
                        "@ failed (500): InternalServerError; fewer rows may help"),
                Arguments.of(Reply.status(502, ""), Remedy.AGAIN, 4, "@ is not available (502)"),
                Arguments.of(
                        Reply.status(307, "", "Location: https://login.example.com/secret?token=t"),
                        Remedy.CHANGE,
                        1,
                        "@ redirects to https://login.example.com (307), which is not followed; set API URL to the data"
                                + " plane itself"),
                Arguments.of(
                        Reply.status(405, "{\"error\":\"Method Not Allowed\"}"),
                        Remedy.CHANGE,
                        1,
                        "@ answers 405 instead of rows: Method Not Allowed; check API URL"),
                Arguments.of(Reply.status(204, ""), Remedy.CHANGE, 1, "@ answers 204 instead of rows; check API URL"),
                Arguments.of(
                        Reply.status(200, "<!doctype html><html>Log in</html>", HTML),
                        Remedy.CHANGE,
                        1,
                        "the answer of @ is a web page; check API URL, and what a proxy may answer"),
                Arguments.of(
                        Reply.json("\n <html>Log in</html>"),
                        Remedy.CHANGE,
                        1,
                        "the answer of @ is a web page; check API URL, and what a proxy may answer"),
                Arguments.of(
                        Reply.status(200, "PAR1", "Content-Type: application/octet-stream"),
                        Remedy.CHANGE,
                        1,
                        "the answer of @ is none of Braintrust's query endpoint; check API URL, and what a proxy may"
                                + " answer"),
                Arguments.of(
                        Reply.json("{\"error\":\"no\"}"),
                        Remedy.CHANGE,
                        1,
                        "the answer of @ has no array 'data'; check API URL"),
                Arguments.of(
                        Reply.json("{\"data\":null}"),
                        Remedy.CHANGE,
                        1,
                        "the answer of @ has no array 'data'; check API URL"),
                Arguments.of(
                        Reply.json("{\"data\":[1]}"),
                        Remedy.AGAIN,
                        4,
                        "the answer of @ is damaged: a row is no JSON object"),
                Arguments.of(Reply.json(""), Remedy.AGAIN, 4, "the answer of @ broke off"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalTellsWhatToDo(Reply reply, Remedy remedy, int requests, String message) throws Exception {
        server.answer(reply);
        try (BraintrustApi api = world.open(server.url(""))) {
            ApiException refused = catchThrowableOfType(ApiException.class, () -> api.ask(QUESTION, world::take));
            assertThat(refused).hasMessage(message.replace("@", server.url("").toString()));
            assertThat(refused.remedy()).isEqualTo(remedy);
        }
        assertThat(server.asked()).hasSize(requests);
        assertThat(world.rows).isEmpty();
    }

    @Test
    void whatPassesByItselfIsNotNoticed() throws Exception {
        server.answer(Reply.status(502, ""))
                .answer(Reply.status(503, "", "Retry-After: 7"))
                .answer(Reply.status(429, "", "Retry-After: 11"))
                .answer(Reply.json("{\"data\":[{}]}"));
        try (BraintrustApi api = world.open(server.url(""))) {
            assertThat(api.ask(QUESTION, world::take).rows()).isEqualTo(1);
        }
        assertThat(world.waits).hasSize(3);
        assertThat(world.waits.get(1)).isEqualTo(Duration.ofSeconds(7));
        assertThat(world.waits.get(2)).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void whoeverIsStoppedDoesNotGoOnWaiting() throws Exception {
        server.answer(Reply.status(502, ""));
        world.stopped = true;
        try (BraintrustApi api = world.open(server.url(""))) {
            assertThatThrownBy(() -> api.ask(QUESTION, world::take))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.AGAIN))
                    .hasMessage("stopped while waiting for " + server.url(""));
        }
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void whoeverIsNotThereIsNamed() throws Exception {
        server.close();
        try (BraintrustApi api = world.open(server.url("/path"))) {
            assertThatThrownBy(() -> api.ask(QUESTION, world::take))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.AGAIN))
                    .hasMessage(server.url("")
                            + " cannot be asked: 127.0.0.1 refuses the connection, or cannot be reached");
        }
        assertThat(world.waits).hasSize(3);
    }

    @Test
    void optionsThatMakeNoSenseAreRefusedWithoutTheKey() {
        assertThatThrownBy(() -> new ApiOptions(server.url(""), "two words")).hasMessageNotContaining("two");
        assertThatThrownBy(() -> new ApiOptions(server.url("/?a=b"), World.KEY)).hasMessageNotContaining(World.KEY);
        assertThat(World.options(server.url("/secret"), Wire.JSON).toString())
                .isEqualTo("ApiOptions[" + server.url("") + "]");
    }
}
