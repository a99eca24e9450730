package io.btautomations.core.braintrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.ApiOptions.Wire;
import io.btautomations.core.braintrust.ApiServer.Asked;
import io.btautomations.core.braintrust.ApiServer.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that the endpoint puts into an object store. */
class HandOverTest {

    private static final Question QUESTION = new Question("select: * | from: project_logs('p')");
    private static final String SECRET = "/bucket/answer?X-Amz-Signature=0123abc%2F%3D&X-Amz-Date=1";

    private final ApiServer server = new ApiServer();
    private final ApiServer store = new ApiServer();
    private final World world = new World();

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private Reply elsewhere() {
        return Reply.status(303, "", "Location: " + store.url(SECRET), "x-bt-cursor: first");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theAnswerIsFetchedByNobodyInParticular(Wire wire) throws Exception {
        server.answer(elsewhere());
        String rows = wire == Wire.JSON ? "{\"data\":[{\"id\":1}]}" : "{\"id\":1}";
        store.answer(Reply.status(200, rows, "bt-cursor: second").packed());
        try (BraintrustApi api = world.open(World.options(server.url(""), wire))) {
            assertThat(api.ask(QUESTION, world::take).cursor()).contains("first");
        }
        assertThat(world.rows).containsExactly("{\"id\":1}");
        Asked asked = store.asked().getFirst();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("GET " + SECRET);
        assertThat(asked.body()).isEmpty();
        assertThat(asked.headers().keySet())
                .containsExactlyInAnyOrder("host", "connection", "user-agent", "accept", "accept-encoding");
        assertThat(asked.toString()).doesNotContain(World.KEY, "acme");
    }

    @Test
    void theStoreTellsTheCursorIfTheEndpointDoesNot() throws Exception {
        server.answer(Reply.status(303, "", "Location: " + store.url(SECRET)));
        store.answer(Reply.status(200, "{\"data\":[]}", "x-amz-meta-bt-cursor: kept"));
        try (BraintrustApi api = world.open(server.url(""))) {
            assertThat(api.ask(QUESTION, world::take).cursor()).contains("kept");
        }
    }

    /** What the store answers; remedy; requests in all; the message, in which {@code @} stands for the store. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        Reply.status(403, "<Error>SignatureDoesNotMatch</Error>"),
                        Remedy.AGAIN,
                        4,
                        "@, where the answer was put, does not hand it out (403)"),
                Arguments.of(
                        Reply.status(503, ""),
                        Remedy.AGAIN,
                        4,
                        "@, where the answer was put, does not hand it out (503)"),
                Arguments.of(
                        Reply.status(307, "", "Location: https://example.com/secret"),
                        Remedy.CHANGE,
                        1,
                        "@, where the answer was put, redirects again (307), which is not followed"),
                Arguments.of(Reply.status(200, "{\"data\":[{\"id\""), Remedy.AGAIN, 4, "the answer of @ broke off"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aStoreThatDoesNotGiveTheAnswerIsNamedAndNoMore(Reply reply, Remedy remedy, int requests, String message)
            throws Exception {
        server.answer(elsewhere());
        store.answer(reply);
        try (BraintrustApi api = world.open(server.url(""))) {
            ApiException refused = catchThrowableOfType(ApiException.class, () -> api.ask(QUESTION, world::take));
            assertThat(refused).hasMessage(message.replace("@", store.url("").toString()));
            assertThat(refused.remedy()).isEqualTo(remedy);
        }
        assertThat(server.asked()).hasSize(requests);
        assertThat(store.asked()).hasSize(requests);
    }

    /** Where the answer is said to be; remedy; the message's end. */
    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of(List.of(), Remedy.AGAIN, " does not tell where it put its answer (303)"),
                Arguments.of(
                        List.of("Location: file:///etc/passwd"),
                        Remedy.AGAIN,
                        " does not tell where it put its answer (303)"),
                Arguments.of(
                        List.of("Location: https://user:secret@example.com/"),
                        Remedy.AGAIN,
                        " does not tell where it put its answer (303)"));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aTargetThatMakesNoSenseIsNotFollowed(List<String> headers, Remedy remedy, String message) throws Exception {
        server.answer(Reply.status(303, "", headers.toArray(String[]::new)));
        try (BraintrustApi api = world.open(server.url(""))) {
            ApiException refused = catchThrowableOfType(ApiException.class, () -> api.ask(QUESTION, world::take));
            assertThat(refused).hasMessage(server.url("") + message);
            assertThat(refused.remedy()).isEqualTo(remedy);
        }
    }

    @Test
    void fromElsewhereThanLoopbackOnlyHttpsIsFollowed() {
        Reply reply = Reply.status(303, "", "Location: http://store.example.com/secret");
        for (String asked : List.of("https://api.example.com/btql", "http://api.example.com/btql")) {
            FailedAttemptException refused = catchThrowableOfType(
                    FailedAttemptException.class, () -> HandOver.target(URI.create(asked), new Scripted(reply), true));
            assertThat(refused.explained())
                    .hasMessageEndingWith(
                            "api.example.com puts its answer at http://store.example.com (303), and only https is followed");
            assertThat(refused.explained().remedy()).isEqualTo(Remedy.CHANGE);
        }
    }

    @Test
    void whoMustNotAskTheStoreAsksForFewerRows() throws Exception {
        server.answer(elsewhere());
        ApiOptions options = new ApiOptions(
                server.url(""),
                World.KEY,
                Optional.empty(),
                Duration.ofSeconds(10),
                20,
                Wire.JSON,
                false,
                1 << 20,
                Duration.ofMinutes(3));
        try (BraintrustApi api = world.open(options)) {
            ApiException refused = catchThrowableOfType(ApiException.class, () -> api.ask(QUESTION, world::take));
            assertThat(refused.remedy()).isEqualTo(Remedy.FEWER_ROWS);
            assertThat(refused).hasMessageEndingWith("which is not to be asked; ask for fewer rows or fields");
        }
        assertThat(store.asked()).isEmpty();
    }
}
