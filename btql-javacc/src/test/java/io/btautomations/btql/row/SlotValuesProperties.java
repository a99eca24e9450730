package io.btautomations.btql.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class SlotValuesProperties {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final PathSet PATHS = PathSet.of(List.of(
            FieldPath.of("a"),
            FieldPath.of("a", "b"),
            FieldPath.of("a", "b", "c"),
            FieldPath.of("b"),
            FieldPath.of("c", "a"),
            FieldPath.ROW));

    @Property(tries = 3000)
    void findsWhatATreeHolds(@ForAll("objects") String row, @ForAll RowCheck check) throws JsonProcessingException {
        byte[] bytes = ("xx" + row + "yy").getBytes(StandardCharsets.UTF_8);
        SlotValues values = SlotValues.of(PATHS, check);

        assertThat(values.read(bytes, 2, bytes.length - 2)).isTrue();

        JsonNode tree = MAPPER.readTree(row);
        for (int slot = 0; slot < PATHS.size(); slot++) {
            assertThat(values.value(slot))
                    .isEqualTo(lookUp(tree, PATHS.paths().get(slot).keys()));
        }
    }

    @Property(tries = 3000)
    void acceptsExactlyWhatAParserAcceptsAsAnObject(@ForAll("objects") String row, @ForAll("damages") Damage damage) {
        byte[] bytes = damage.apply(row.getBytes(StandardCharsets.UTF_8));
        assertThat(SlotValues.of(PATHS, RowCheck.EVERY_BYTE).read(bytes, 0, bytes.length))
                .as(new String(bytes, StandardCharsets.ISO_8859_1))
                .isEqualTo(isObject(bytes));
    }

    @Example
    void ofRepeatedKeysTheLastWinsWithAllThatIsWithin() {
        assertThat(value("{\"a\":{\"b\":1},\"a\":{\"c\":2}}", FieldPath.of("a", "b")))
                .isEqualTo("null");
        assertThat(value("{\"a\":{\"b\":1},\"a\":{\"b\":2}}", FieldPath.of("a", "b")))
                .isEqualTo("2");
        assertThat(value("{\"a\":{\"b\":1},\"a\":7}", FieldPath.of("a", "b"))).isEqualTo("null");
        assertThat(value("{\"a\":[{\"b\":1}],\"a\":{\"b\":3}}", FieldPath.of("a", "b")))
                .isEqualTo("3");
        assertThat(value("{\"\\u0061\":1,\"a\":2,\"\\u0061\":3}", FieldPath.of("a")))
                .isEqualTo("3");
    }

    @Example
    void keysWithinArraysAreFoundInEveryElement() {
        FieldPath path = FieldPath.of("a", "b");
        assertThat(value("{\"a\":[{\"b\":1},{\"c\":2},{\"b\":null},[{\"b\":{\"x\":3}}]]}", path))
                .isEqualTo("[1,{\"x\":3}]");
        assertThat(value("{\"a\":[]}", path)).isEqualTo("null");
        assertThat(value("{\"a\":[{\"c\":1}]}", path)).isEqualTo("null");
    }

    @Example
    void hostileRowsAreNoRows() {
        assertThat(isRow("")).isFalse();
        assertThat(isRow("[]")).isFalse();
        assertThat(isRow("3")).isFalse();
        assertThat(isRow("{}{}")).isFalse();
        assertThat(isRow("{} x")).isFalse();
        assertThat(isRow("{\"a\":1")).isFalse();
        assertThat(isRow("{\"a\":01}")).isFalse();
        assertThat(isRow("{\"a\":NaN}")).isFalse();
        assertThat(isRow("{\"a\":'x'}")).isFalse();
        assertThat(isRow("{\"a\":\"\n\"}")).isFalse();
        assertThat(isRow("{\"z\":" + "[".repeat(100_000))).isFalse();
        assertThat(isRow("{\"z\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}"))
                .isFalse();
        assertThat(isRow("{\"z\":" + "[".repeat(900) + "]".repeat(900) + "}")).isTrue();
        assertThat(isRow("{\"z\":" + "9".repeat(100_000) + "}")).isTrue();
        assertThat(isRow(" { } ")).isTrue();
    }

    private static boolean isRow(String row) {
        byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
        return SlotValues.of(PATHS, RowCheck.EVERY_BYTE).read(bytes, 0, bytes.length);
    }

    private static String value(String row, FieldPath path) {
        PathSet paths = PathSet.of(List.of(path));
        SlotValues values = SlotValues.of(paths, RowCheck.AS_READ);
        byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
        assertThat(values.read(bytes, 0, bytes.length)).isTrue();
        return JsonText.of(values.value(0));
    }

    /** Looks a path up in a tree, through arrays too. */
    private static Value lookUp(JsonNode tree, List<String> keys) throws JsonProcessingException {
        if (keys.isEmpty()) {
            return JsonReader.read(MAPPER.writeValueAsString(tree)).orElseThrow();
        }
        if (tree.isArray()) {
            List<Value> found = new ArrayList<>();
            for (JsonNode element : tree) {
                Value value = lookUp(element, keys);
                if (value instanceof SpreadValue spread) {
                    found.addAll(spread.elements());
                } else if (!value.isNull()) {
                    found.add(value);
                }
            }
            return found.isEmpty() ? NullValue.NULL : new SpreadValue(found);
        }
        JsonNode child = tree.get(keys.getFirst());
        return child == null ? NullValue.NULL : lookUp(child, keys.subList(1, keys.size()));
    }

    private static boolean isObject(byte[] bytes) {
        if (!isUtf8(bytes)) {
            return false;
        }
        try {
            JsonNode tree = MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
            return tree.isObject();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        return Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), bytes);
    }

    /** One byte changed, put in or taken out. */
    record Damage(int kind, int place, int value) {
        byte[] apply(byte[] bytes) {
            int at = bytes.length == 0 ? 0 : place % bytes.length;
            return switch (kind) {
                case 0 -> bytes;
                case 1 -> {
                    byte[] changed = bytes.clone();
                    changed[at] = (byte) value;
                    yield changed;
                }
                case 2 -> Arrays.copyOf(bytes, at);
                default -> {
                    ByteBuffer longer = ByteBuffer.allocate(bytes.length + 1);
                    longer.put(bytes, 0, at).put((byte) value).put(bytes, at, bytes.length - at);
                    yield longer.array();
                }
            };
        }
    }

    @Provide
    Arbitrary<Damage> damages() {
        Arbitrary<Integer> bytes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 255),
                Arbitraries.of((int) '"', (int) '\\', (int) '{', (int) ']', 0xC0));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 500),
                        bytes)
                .as(Damage::new);
    }

    @Provide
    Arbitrary<String> objects() {
        return object(3);
    }

    private static Arbitrary<String> object(int depth) {
        Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "\\u0061", "d", "a.b", "");
        Arbitrary<String> member = keys.flatMap(key -> Arbitraries.lazy(() -> value(depth - 1))
                .flatMap(value -> space().map(space -> '"' + key + '"' + space + ":" + space + value)));
        return Optional.of(member)
                .map(members -> members.list().ofMaxSize(4))
                .orElseThrow()
                .flatMap(
                        members -> space().map(space -> "{" + space + String.join("," + space, members) + space + "}"));
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> scalars = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "12.50",
                "1e3",
                "1E-2",
                "12345678901234567890",
                "\"\"",
                "\"a\"",
                "\"\\u0041\\n\\\"\\\\\"",
                "\"\\ud83d\\ude00\"",
                "\"é😀\"",
                "\"{\\\"a\\\":1}\"");
        if (depth <= 0) {
            return scalars;
        }
        Arbitrary<String> arrays = Arbitraries.lazy(() -> value(depth - 1))
                .list()
                .ofMaxSize(3)
                .map(elements -> "[" + String.join(", ", elements) + "]");
        return Arbitraries.frequencyOf(
                Tuple.of(3, scalars), Tuple.of(2, Arbitraries.lazy(() -> object(depth))), Tuple.of(1, arrays));
    }

    private static Arbitrary<String> space() {
        return Arbitraries.of("", " ", "\t ");
    }
}
