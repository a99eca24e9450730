package io.btautomations.engine.serve.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WritableLogProperties {

    private static final List<String> FIELDS = List.of("input", "metadata", "scores");

    /** What a client may send of one row; requests end after some of them, and so does the process. */
    record Sent(String id, String kind, String field, JsonNode value, boolean endsRequest, boolean restarts) {

        ObjectNode row() {
            ObjectNode row = RowJson.MAPPER.createObjectNode();
            row.put("id", id);
            row.set(field, value);
            switch (kind) {
                case "merge" -> row.put("_is_merge", true);
                case "delete" -> row.put("_object_delete", true);
                default -> row.put("_is_merge", false);
            }
            return row;
        }
    }

    @Property(tries = 60)
    void rowsAreWhatTheirPartsComeTo(@ForAll("sent") List<Sent> all) {
        Map<String, Map<String, JsonNode>> expected = new LinkedHashMap<>();
        try (TestLogs logs = new TestLogs().withSegments(3_000)) {
            ServedObject project = logs.project("p");
            List<ObjectNode> request = new ArrayList<>();
            for (Sent sent : all) {
                apply(sent, expected);
                request.add(sent.row());
                if (sent.endsRequest()) {
                    write(logs, project, request);
                }
                if (sent.restarts()) {
                    logs.restart();
                    logs.clock().add(Duration.ofSeconds(-2));
                }
            }
            write(logs, project, request);
            assertThat(fields(logs.rows(project))).isEqualTo(expected);
            logs.restart();
            List<ObjectNode> rows = logs.rows(project);
            assertThat(fields(rows)).isEqualTo(expected);
            assertThat(rows)
                    .isSortedAccordingTo(Comparator.comparing(
                            row -> row.get("_pagination_key").asText()));
            assertThat(rows)
                    .allSatisfy(row -> assertThat(Keys.transaction(
                                    Keys.parse(row.get("_pagination_key").asText())
                                            .orElseThrow()))
                            .hasToString(row.get("_xact_id").asText()));
            assertThat(logs.notices()).isEmpty();
        }
    }

    private static void write(TestLogs logs, ServedObject project, List<ObjectNode> request) {
        logs.write(project, request.stream().map(ObjectNode::toString).toArray(String[]::new));
        request.clear();
    }

    /** The obvious way: one row after the other, on maps. */
    private static void apply(Sent sent, Map<String, Map<String, JsonNode>> state) {
        if (sent.kind().equals("delete")) {
            state.remove(sent.id());
            return;
        }
        if (sent.kind().equals("replace")) {
            state.remove(sent.id());
        }
        Map<String, JsonNode> row = state.computeIfAbsent(sent.id(), id -> new TreeMap<>());
        row.merge(sent.field(), sent.value(), WritableLogProperties::merged);
    }

    private static JsonNode merged(JsonNode old, JsonNode part) {
        if (!old.isObject() || !part.isObject()) {
            return part;
        }
        ObjectNode both = old.deepCopy();
        part.properties()
                .forEach(member -> both.set(
                        member.getKey(),
                        both.has(member.getKey())
                                ? merged(both.get(member.getKey()), member.getValue())
                                : member.getValue()));
        return both;
    }

    private static Map<String, Map<String, JsonNode>> fields(List<ObjectNode> rows) {
        Map<String, Map<String, JsonNode>> fields = new LinkedHashMap<>();
        for (ObjectNode row : rows) {
            Map<String, JsonNode> values = new TreeMap<>();
            for (String field : FIELDS) {
                if (row.hasNonNull(field)) {
                    values.put(field, row.get(field));
                }
            }
            assertThat(fields.put(row.get("id").textValue(), values)).isNull();
        }
        return fields;
    }

    @Provide
    Arbitrary<List<Sent>> sent() {
        Arbitrary<JsonNode> scalars =
                Arbitraries.of("1", "2.50", "\"x\"", "[1,{}]", "true").map(TestLogs::value);
        Arbitrary<JsonNode> values = Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.maps(Arbitraries.of("a", "b", "é"), inner)
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(WritableLogProperties::object),
                0,
                3);
        Arbitrary<Sent> sent = Combinators.combine(
                        Arbitraries.of("r1", "r2", "r3", "r\"4\n"),
                        Arbitraries.of("merge", "merge", "merge", "replace", "delete"),
                        Arbitraries.of(FIELDS),
                        values,
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 9).map(number -> number == 0))
                .as(Sent::new);
        return sent.list().ofMaxSize(30);
    }

    private static JsonNode object(Map<String, JsonNode> members) {
        ObjectNode object = RowJson.MAPPER.createObjectNode();
        new TreeMap<>(members).forEach(object::set);
        return object;
    }
}
