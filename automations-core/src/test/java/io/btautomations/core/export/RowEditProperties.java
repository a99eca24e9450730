package io.btautomations.core.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Edits on bytes do what edits on trees do. */
class RowEditProperties {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KEYS = List.of("a", "b", "ü", "\"", "a b");

    @Property(tries = 2_000)
    void anEditIsThatOfTheTree(
            @ForAll("row") JsonNode row,
            @ForAll("tree") FieldTree kept,
            @ForAll("tree") FieldTree redacted,
            @ForAll boolean keepsAll,
            @ForAll boolean pretty)
            throws IOException {
        Optional<FieldTree> keep = keepsAll ? Optional.empty() : Optional.of(kept);
        String text = pretty ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(row) : row.toString();
        assertThat(JSON.readTree(edited(new RowEdit(keep, redacted), text)))
                .isEqualTo(edited(row, keep, redacted).orElseThrow());
    }

    @Property(tries = 200)
    void withoutPathsEveryByteStays(@ForAll("row") JsonNode row) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(row);
        assertThat(edited(new RowEdit(Optional.empty(), FieldTree.END), text)).isEqualTo(text);
    }

    private static String edited(RowEdit edit, String row) throws IOException {
        byte[] bytes = ("xx" + row + "yy").getBytes(UTF_8);
        edit.edit(bytes, 2, bytes.length - 2);
        return new String(edit.bytes(), edit.start(), edit.end() - edit.start(), UTF_8);
    }

    /** What remains of a value; empty if it is left out. */
    private static Optional<JsonNode> edited(JsonNode value, Optional<FieldTree> kept, FieldTree redacted) {
        if (value instanceof ObjectNode object) {
            ObjectNode left = JSON.createObjectNode();
            object.properties().forEach(member -> {
                Optional<FieldTree> below = kept.flatMap(tree -> tree.child(member.getKey()));
                if (kept.isPresent() && below.isEmpty()) {
                    return;
                }
                Optional<FieldTree> redactedBelow = redacted.child(member.getKey());
                Optional<FieldTree> rest = below.filter(tree -> !tree.isEnd());
                boolean remains = rest.isEmpty() || member.getValue().isContainerNode();
                if (remains && redactedBelow.filter(FieldTree::isEnd).isPresent()) {
                    left.put(member.getKey(), "[redacted]");
                } else {
                    edited(member.getValue(), rest, redactedBelow.orElse(FieldTree.END))
                            .ifPresent(node -> left.set(member.getKey(), node));
                }
            });
            return Optional.of(left);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode left = JSON.createArrayNode();
            array.forEach(element -> edited(element, kept, redacted).ifPresent(left::add));
            return Optional.of(left);
        }
        return kept.isEmpty() ? Optional.of(value) : Optional.empty();
    }

    @Provide
    Arbitrary<JsonNode> row() {
        return object(3);
    }

    private static Arbitrary<JsonNode> object(int depth) {
        return Arbitraries.maps(Arbitraries.of(KEYS), value(depth - 1))
                .ofMaxSize(4)
                .map(members -> JSON.createObjectNode().setAll(members));
    }

    private static Arbitrary<JsonNode> value(int depth) {
        Arbitrary<JsonNode> scalar = Arbitraries.of("1", "-2.50", "true", "null", "\"x\"", "\"}]\\\"\"", "1e3", "\"ü\"")
                .map(RowEditProperties::parsed);
        return depth == 0
                ? scalar
                : Arbitraries.oneOf(
                        scalar,
                        object(depth),
                        value(depth - 1)
                                .list()
                                .ofMaxSize(3)
                                .map(elements -> JSON.createArrayNode().addAll(elements)));
    }

    @Provide
    Arbitrary<FieldTree> tree() {
        return tree(3);
    }

    private static Arbitrary<FieldTree> tree(int depth) {
        return depth == 0
                ? Arbitraries.just(FieldTree.END)
                : Combinators.combine(
                                Arbitraries.maps(Arbitraries.of(KEYS), tree(depth - 1))
                                        .ofMaxSize(3),
                                Arbitraries.integers().between(0, 2))
                        .as((children, chance) ->
                                depth < 3 && chance == 0 ? FieldTree.END : new FieldTree(Map.copyOf(children)));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
