package io.btautomations.core.braintrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.ApiOptions.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever becomes of a connection, an answer is whole or it is none, and its rows so far are the first ones. */
class BrokenAnswersTest {

    private static final Question QUESTION = new Question("select: * | from: project_logs('p')");
    private static final List<String> ROWS = List.of("{\"i\":\"\\u00e9\\\"é\"}", "{\"i\":[{}]}", "{\"😀\":\"}\"}");
    private static final String OBJECT = "{\"data\":[" + String.join(",", ROWS) + "],\"cursor\":\"c\"}";
    private static final String LINES = String.join("\n", ROWS) + "\n";

    /** How an answer travels. */
    enum Way {
        JSON(Wire.JSON, false, false),
        JSON_IN_CHUNKS(Wire.JSON, true, false),
        JSON_PACKED(Wire.JSON, false, true),
        LINES(Wire.JSONL, false, false),
        LINES_IN_CHUNKS(Wire.JSONL, true, false),
        LINES_PACKED_IN_CHUNKS(Wire.JSONL, true, true);

        private final Wire wire;
        private final boolean chunks;
        private final boolean packed;

        Way(Wire wire, boolean chunks, boolean packed) {
            this.wire = wire;
            this.chunks = chunks;
            this.packed = packed;
        }

        private byte[] answer() {
            byte[] text = ApiServer.utf8(wire == Wire.JSON ? OBJECT : BrokenAnswersTest.LINES);
            byte[] body = packed ? ApiServer.gzip(text) : text;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(ApiServer.utf8(chunks ? RawServer.chunkedHead() : RawServer.head(body.length)));
            out.writeBytes(chunks ? RawServer.chunked(body, 17) : body);
            return out.toByteArray();
        }
    }

    private final RawServer server = new RawServer();
    private final World world = new World();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anAnswerThatIsCutAnywhereIsNone(Way way) throws Exception {
        byte[] answer = way.answer();
        try (BraintrustApi api = world.open(plenty(way.wire, Duration.ofSeconds(10)))) {
            for (int length = 0; length < answer.length; length++) {
                server.say("", Arrays.copyOf(answer, length));
                world.rows.clear();
                assertThatThrownBy(() -> api.ask(QUESTION, world::take))
                        .as("cut behind %d of %d bytes", length, answer.length)
                        .isInstanceOfSatisfying(
                                ApiException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.AGAIN))
                        .hasMessageNotContainingAny(World.KEY, "project_logs", "/btql");
                assertThat(world.rows).isEqualTo(ROWS.subList(0, world.rows.size()));
            }
            server.say("", answer);
            world.rows.clear();
            assertThat(api.ask(QUESTION, world::take).rows()).isEqualTo(ROWS.size());
            assertThat(world.rows).isEqualTo(ROWS);
        }
    }

    /** Without length and chunks, only the closing brace tells the end. */
    @Test
    void anAnswerThatEndsWithItsConnectionIsWholeOnceItIsClosed() throws Exception {
        byte[] body = ApiServer.utf8(OBJECT);
        try (BraintrustApi api = world.open(plenty(Wire.JSON, Duration.ofSeconds(10)))) {
            for (int length = 0; length < body.length; length++) {
                server.say(RawServer.endlessHead(), Arrays.copyOf(body, length));
                world.rows.clear();
                assertThatThrownBy(() -> api.ask(QUESTION, world::take)).hasMessageEndingWith("broke off");
            }
            server.say(RawServer.endlessHead(), body);
            world.rows.clear();
            assertThat(api.ask(QUESTION, world::take).rows()).isEqualTo(ROWS.size());
        }
    }

    @Test
    void linesWhoseEndCannotBeToldAreNotRead() throws Exception {
        server.say(RawServer.endlessHead(), ApiServer.utf8(LINES));
        try (BraintrustApi api = world.open(plenty(Wire.JSONL, Duration.ofSeconds(10)))) {
            assertThatThrownBy(() -> api.ask(QUESTION, world::take))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.CHANGE))
                    .hasMessage("the answer of " + server.url()
                            + " has neither a length nor chunks, so that its end cannot be told from a break; ask for"
                            + " json instead of jsonl");
        }
        assertThat(world.rows).isEmpty();
    }

    /** Rows of some length, cut at their bounds and around those of buffers. */
    @Test
    void aLongAnswerThatIsCutIsNoneEither() throws Exception {
        List<String> rows = IntStream.range(0, 40)
                .mapToObj(i -> "{\"id\":" + i + ",\"text\":\"" + "é\\\"}😀".repeat(700) + "\"}")
                .toList();
        byte[] body = ApiServer.utf8("{\"data\":[" + String.join(",", rows) + "],\"cursor\":\"c\"}");
        int row = ApiServer.utf8(rows.getFirst()).length + 1;
        int first = "{\"data\":[".length();
        try (BraintrustApi api = world.open(plenty(Wire.JSON, Duration.ofSeconds(10)))) {
            for (int length : new int[] {
                first,
                first + 3,
                first + row - 2,
                first + row - 1,
                first + row,
                first + row / 2,
                first + row / 2 + 1,
                first + row / 2 + 2,
                (1 << 16) - 1,
                1 << 16,
                (1 << 16) + 1,
                (1 << 17) + 1,
                body.length - 14,
                body.length - 5,
                body.length - 1
            }) {
                server.say(RawServer.head(body.length), Arrays.copyOf(body, length));
                world.rows.clear();
                assertThatThrownBy(() -> api.ask(QUESTION, world::take)).hasMessageEndingWith("broke off");
                assertThat(world.rows).isEqualTo(rows.subList(0, world.rows.size()));
                assertThat(world.rows)
                        .hasSizeGreaterThanOrEqualTo(Math.min(rows.size(), (length - first) / (row + 10)));
            }
        }
    }

    @Test
    void whatBreaksBeforeTheFirstRowIsAskedForAgainAndWhatBreaksBehindItIsNot() throws Exception {
        try (BraintrustApi api = world.open(server.url())) {
            server.say(RawServer.head(100), ApiServer.utf8("{\"data\":[{\"id\":"));
            assertThatThrownBy(() -> api.ask(QUESTION, world::take)).isInstanceOf(ApiException.class);
            assertThat(server.exchanges()).isEqualTo(4);
            assertThat(world.waits).hasSize(3);

            server.say(RawServer.head(100), ApiServer.utf8("{\"data\":[{\"id\":1},{\"id\":"));
            assertThatThrownBy(() -> api.ask(QUESTION, world::take)).isInstanceOf(ApiException.class);
            assertThat(server.exchanges()).isEqualTo(5);
            assertThat(world.rows).containsExactly("{\"id\":1}");
        }
    }

    @Test
    void whoeverTricklesAndFallsSilentIsGivenUp() throws Exception {
        byte[] beginning = ApiServer.utf8("{\"data\":[{\"id\":1},{\"id\":");
        server.say(out -> {
                    out.write(ApiServer.utf8(RawServer.head(100)));
                    for (byte one : beginning) {
                        out.write(one);
                        out.flush();
                    }
                })
                .stalling();
        try (BraintrustApi api = world.open(plenty(Wire.JSON, Duration.ofMillis(400)))) {
            assertThatThrownBy(() -> api.ask(QUESTION, world::take))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.AGAIN))
                    .hasMessage("the answer of " + server.url() + " did not come in time");
        }
        assertThat(world.rows).containsExactly("{\"id\":1}");
    }

    @Test
    void whoeverDoesNotAnswerIsGivenUp() throws Exception {
        server.stalling();
        try (BraintrustApi api = world.open(plenty(Wire.JSON, Duration.ofMillis(100)))) {
            assertThatThrownBy(() -> api.ask(QUESTION, world::take))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.AGAIN))
                    .hasMessage(server.url() + " cannot be asked: 127.0.0.1 did not answer in time");
        }
        assertThat(server.exchanges()).isEqualTo(4);
    }

    @Test
    void whoCannotTakeTheRowsIsToldSo() throws Exception {
        byte[] body = ApiServer.utf8(OBJECT);
        server.say(RawServer.head(body.length), body);
        try (BraintrustApi api = world.open(server.url())) {
            IOException full = new IOException("the disk is full");
            assertThatThrownBy(() -> api.ask(QUESTION, (bytes, from, to) -> {
                        throw full;
                    }))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("the rows cannot be taken: the disk is full")
                    .hasCause(full);
        }
        assertThat(server.exchanges()).isEqualTo(1);
    }

    @Test
    void theFirstOfSeveralCursorsCounts() throws Exception {
        byte[] body = "{\"data\":[]}".getBytes(StandardCharsets.UTF_8);
        server.say(RawServer.head(body.length, "x-bt-cursor: one", "x-bt-cursor: two", "bt-cursor: three"), body);
        try (BraintrustApi api = world.open(server.url())) {
            assertThat(api.ask(QUESTION, world::take).cursor()).contains("one");
        }
    }

    private ApiOptions plenty(Wire wire, Duration timeout) {
        return new ApiOptions(
                server.url(),
                World.KEY,
                Optional.empty(),
                timeout,
                1_000_000,
                wire,
                true,
                1 << 20,
                Duration.ofMinutes(3));
    }
}
