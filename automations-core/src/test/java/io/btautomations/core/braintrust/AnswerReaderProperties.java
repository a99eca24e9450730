package io.btautomations.core.braintrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.braintrust.ApiOptions.Wire;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class AnswerReaderProperties {

    private static final int LONGEST = 1 << 20;

    private final List<String> rows = new ArrayList<>();

    @Property(tries = 500)
    void rowsAreTheBytesThatWereSent(
            @ForAll("rows") @Size(max = 20) List<String> sent,
            @ForAll("members") Map<String, String> before,
            @ForAll("members") Map<String, String> behind,
            @ForAll boolean packed,
            @ForAll long seed)
            throws IOException {
        rows.clear();
        byte[] body = ApiServer.utf8(answer(sent, before, behind));
        Map<String, JsonNode> members = read(packed ? ApiServer.gzip(body) : body, Wire.JSON, LONGEST, seed);
        assertThat(rows).isEqualTo(sent);
        if (behind.containsKey("cursor")) {
            assertThat(members.get("cursor")).isEqualTo(new ObjectMapper().readTree(behind.get("cursor")));
        }
    }

    @Property(tries = 300)
    void linesAreTheBytesThatWereSent(
            @ForAll("rows") @Size(max = 20) List<String> sent,
            @ForAll("lineEnds") String end,
            @ForAll boolean lastEnds,
            @ForAll boolean packed,
            @ForAll long seed)
            throws IOException {
        rows.clear();
        byte[] body = ApiServer.utf8(String.join(end, sent) + (lastEnds ? end : ""));
        read(packed ? ApiServer.gzip(body) : body, Wire.JSONL, LONGEST, seed);
        assertThat(rows).isEqualTo(sent);
    }

    /** Wherever an answer breaks off, what was handed over are its first rows, and it is no answer. */
    @Property(tries = 50)
    void aCutAnswerIsNone(
            @ForAll("rows") @Size(max = 4) List<String> sent,
            @ForAll("members") Map<String, String> before,
            @ForAll("members") Map<String, String> behind,
            @ForAll boolean packed,
            @ForAll long seed) {
        byte[] whole = ApiServer.utf8(answer(sent, before, behind).stripTrailing());
        byte[] body = packed ? ApiServer.gzip(whole) : whole;
        for (int length = 0; length < body.length; length++) {
            rows.clear();
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> read(cut, Wire.JSON, LONGEST, seed))
                    .isInstanceOfAny(EOFException.class, UnreadableAnswerException.class)
                    .message()
                    .isIn("broke off", "Unexpected end of ZLIB input stream", null);
            assertThat(rows).isEqualTo(sent.subList(0, rows.size()));
        }
    }

    /** A line is whole at its closing brace; that the stream ends there by right is for the connection to tell. */
    @Property(tries = 50)
    void aCutLineIsNone(@ForAll("rows") @Size(min = 1, max = 4) List<String> sent, @ForAll long seed)
            throws IOException {
        byte[] body = ApiServer.utf8(String.join("\n", sent));
        int end = 0;
        for (int row = 0; row < sent.size(); row++) {
            int begin = end;
            end += ApiServer.utf8(sent.get(row)).length;
            for (int length = begin + 1; length < end; length++) {
                rows.clear();
                byte[] cut = Arrays.copyOf(body, length);
                assertThatThrownBy(() -> read(cut, Wire.JSONL, LONGEST, seed)).hasMessage("broke off");
                assertThat(rows).isEqualTo(sent.subList(0, row));
            }
            rows.clear();
            read(Arrays.copyOf(body, end), Wire.JSONL, LONGEST, seed);
            assertThat(rows).isEqualTo(sent.subList(0, row + 1));
            end++;
        }
    }

    @Property(tries = 300)
    void aRowHasNoLineEndInIt(@ForAll("rows") @Size(min = 1, max = 3) List<String> sent, @ForAll long seed)
            throws IOException {
        rows.clear();
        ObjectMapper json = new ObjectMapper();
        JsonNode tree = json.readTree("{\"data\":[" + String.join(",", sent) + "]}");
        byte[] body = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
        read(body, Wire.JSON, LONGEST, seed);
        for (int row = 0; row < sent.size(); row++) {
            assertThat(rows.get(row)).doesNotContain("\n", "\r");
            assertThat(json.readTree(rows.get(row))).isEqualTo(tree.at("/data/" + row));
        }
    }

    @Property(tries = 100)
    void gzipMayComeInSeveralMembers(@ForAll("rows") @Size(min = 1, max = 5) List<String> sent, @ForAll long seed)
            throws IOException {
        rows.clear();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String row : sent) {
            body.writeBytes(ApiServer.gzip(ApiServer.utf8(row + "\n")));
        }
        read(body.toByteArray(), Wire.JSONL, LONGEST, seed);
        assertThat(rows).isEqualTo(sent);
    }

    /** Nothing that stands beside a good row takes the row away, or makes a bad one of two. */
    @Property(tries = 500)
    void whateverComesIsReadOrRefused(@ForAll("noise") String text, @ForAll boolean lines, @ForAll long seed) {
        rows.clear();
        try {
            read(ApiServer.utf8(text), lines ? Wire.JSONL : Wire.JSON, LONGEST, seed);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(UnreadableAnswerException.class);
        }
        assertThat(rows)
                .allSatisfy(row -> assertThat(row).startsWith("{").endsWith("}").doesNotContain("\n"));
    }

    @Example
    void aRowThatIsTooLongIsRefusedWithoutBeingKept() {
        byte[] body = ApiServer.utf8("{\"data\":[{\"id\":1},{\"a\":\"" + "x".repeat(300_000) + "\"}]}");
        assertThatThrownBy(() -> read(body, Wire.JSON, 200_000, 1))
                .hasMessage("has a row of more than 200000 bytes; select fewer fields");
        assertThat(rows).containsExactly("{\"id\":1}");
    }

    @Example
    void aRowOfTheGreatestLengthIsTaken() throws IOException {
        String row = "{\"a\":\"" + "x".repeat(199_992) + "\"}";
        read(ApiServer.utf8("{\"data\":[" + row + "," + row + "]}"), Wire.JSON, 200_000, 1);
        assertThat(rows).containsExactly(row, row);
    }

    private Map<String, JsonNode> read(byte[] body, Wire wire, int longest, long seed) throws IOException {
        BodyBytes bytes = BodyBytes.of(JsonTexts.inPieces(body, seed));
        InputStream content = bytes.content();
        Map<String, JsonNode> members = new AnswerReader(content, wire, longest, this::take).read();
        bytes.requireEnd();
        return members;
    }

    private void take(byte[] bytes, int from, int to) {
        rows.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private static String answer(List<String> rows, Map<String, String> before, Map<String, String> behind) {
        List<String> members = new ArrayList<>();
        before.forEach((name, value) -> members.add("\"" + name + "\" : " + value));
        members.add("\n\"data\":\t[ " + String.join(" ,\n", rows) + "\r\n]");
        behind.forEach((name, value) -> members.add("\"" + name + "\":" + value));
        return " {" + String.join(",", members) + "}\n";
    }

    @Provide
    Arbitrary<List<String>> rows() {
        return JsonTexts.objects().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<Map<String, String>> members() {
        return Arbitraries.maps(
                        Arbitraries.of("schema", "cursor", "Data", "data2", "\\\"data", "warnings"), JsonTexts.values())
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\n\n", " \t\n");
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"data\"",
                        ":",
                        ",",
                        "\"",
                        "\\",
                        "\n",
                        " ",
                        "1",
                        "{\"data\":[",
                        "{}",
                        "]}",
                        "<",
                        "a")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }
}
