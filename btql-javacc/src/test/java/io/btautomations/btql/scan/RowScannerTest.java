package io.btautomations.btql.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowScannerTest {

    private static final PathTrie TRIE =
            PathTrie.ofKeys(List.of(List.of("a"), List.of("b", "c"), List.of("long-long-long-long-long-key")));

    /** Every scanner, by name. */
    static Map<String, RowScanner> scanners(PathTrie trie) {
        RowScanners plain = RowScanners.plain();
        RowScanners vector = RowScanners.vector().orElseThrow();
        return Map.of(
                "plain forward", plain.forward(trie),
                "plain backward", plain.backward(trie),
                "plain learning", plain.learning(trie),
                "validating", plain.validating(trie, 1_000),
                "vector forward", vector.forward(trie),
                "vector backward", vector.backward(trie));
    }

    static List<String> edges() {
        return List.of(
                "%s\\\\",
                "%s\\\\\\\"",
                "%s\\\"",
                "%s{[\\\"",
                "%s]}",
                "\\\\%s",
                "\\\"%s\\\\\\\\",
                "\\u0022%s\\ud83d\\ude00",
                "%s😀");
    }

    @ParameterizedTest
    @MethodSource("edges")
    void stringsMayEndAnywhereInABlock(String shape) {
        for (int length = 0; length < 200; length++) {
            String text = "\"" + String.format(shape, "x".repeat(length)) + "\"";
            assertFinds("{\"noise\":" + text + ",\"a\":" + text + ",\"b\":{\"c\":" + text + "}}", text, text);
            assertFinds("{\"a\":" + text + ",\"b\":{\"c\":" + text + "},\"noise\":[" + text + "]}", text, text);
        }
    }

    @Test
    void keysMayEndAnywhereInABlock() {
        for (int length = 0; length < 200; length++) {
            String noise = "\"" + "k".repeat(length) + "\\\\\"";
            assertFinds(
                    "{" + noise + ":{" + noise + ":[]},\"\\u0061\":1,\"b\" : {" + noise + ":0,\"c\":-2.5e3}}",
                    "1",
                    "-2.5e3");
        }
    }

    @Test
    void bracketsMayStandAnywhereInABlock() {
        for (int length = 0; length < 200; length++) {
            String nested = "[".repeat(length) + "\"]\"" + "]".repeat(length);
            assertFinds(
                    "{\"noise\":" + nested + ",\"a\":" + nested + ",\"b\":{\"x\":" + nested + ",\"c\":1}}",
                    nested,
                    "1");
        }
    }

    @Test
    void whiteSpaceMayStandAnywhere() {
        for (int length = 0; length < 200; length++) {
            String space = " \t\r\n".repeat(length / 4) + " ".repeat(length % 4);
            assertFinds(
                    String.join(
                            space, "", "{", "\"a\"", ":", "true", ",", "\"b\"", ":", "{", "\"c\"", ":", "[ ]", "}", "}",
                            ""),
                    "true",
                    "[ ]");
        }
    }

    @Test
    void theLastOfEqualKeysCountsAtEveryLevel() {
        assertFinds("{\"a\":1,\"a\":2,\"b\":{\"c\":1,\"c\":2,\"\\u0063\":3}}", "2", "3");
        assertFinds("{\"b\":{\"c\":1},\"a\":1,\"b\":{\"d\":0},\"a\":null}", "null", "");
        assertFinds("{\"b\":{\"c\":1},\"a\":1,\"b\":7}", "1", "");
    }

    @Test
    void guessedKeysAreComparedWhole() {
        for (RowScanner scanner : scanners(TRIE).values()) {
            for (String key :
                    List.of("long-long-long-long-long-key", "long-long-long-long-long-kex", "long-long-long-lon")) {
                Slots slots = TRIE.newSlots();
                byte[] row = padded("{\"" + key + "\":1}");
                assertThat(scanner.scan(row, 64, row.length - 64, slots)).isTrue();
                assertThat(slots.isMissing(2)).isEqualTo(!key.equals("long-long-long-long-long-key"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "null",
                "\"a\"",
                "{",
                "}",
                "{}{}",
                "{} x",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":tru}",
                "{\"a\":\"x}",
                "{\"a\":1}}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":nul"
            })
    void whatEveryScannerRefuses(String row) {
        byte[] bytes = padded(row);
        scanners(TRIE)
                .forEach((name, scanner) -> assertThat(scanner.scan(bytes, 64, bytes.length - 64, TRIE.newSlots()))
                        .describedAs(name)
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":\"\\q\"}",
                "{\"x\":\"\\u12g4\"}",
                "{\"x\":[1}]}",
                "{\"x\":[1,]}",
                "{\"x\":truth}",
                "{\"x\":\"\u0001\"}",
                "{\"x\":\"\t\"}",
                "{\"x\":{\"y\" 1}}",
                "{\"x\":--1}",
                "{\"x\\\":1}"
            })
    void whatOnlyTheValidatingScannerMustRefuse(String row) {
        byte[] bytes = padded(row);
        RowScanner scanner = RowScanners.plain().validating(TRIE, 1_000);
        assertThat(scanner.scan(bytes, 64, bytes.length - 64, TRIE.newSlots())).isFalse();
    }

    @Test
    void whatFollowsTheRowDoesNotBelongToIt() {
        byte[] bytes = padded("{\"a\":1,\"b\":{\"c\":2}}");
        for (int to = 64; to < bytes.length - 64; to++) {
            int end = to;
            scanners(TRIE)
                    .forEach((name, scanner) -> assertThat(scanner.scan(bytes, 64, end, TRIE.newSlots()))
                            .describedAs(name)
                            .isFalse());
        }
    }

    @Test
    void containersMayNestUpToTheLimit() {
        RowScanner scanner = RowScanners.plain().validating(TRIE, 5);
        assertThat(scanner.scan(padded("{\"a\":[[[[]]]]}"), 64, 64 + 14, TRIE.newSlots()))
                .isTrue();
        assertThat(scanner.scan(padded("{\"a\":[[[[[]]]]]}"), 64, 64 + 16, TRIE.newSlots()))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowScanners.plain().validating(TRIE, 1_001))
                .withMessage("The maximum depth must be from 1 to 1,000, got 1001");
    }

    @Test
    void hostileNestingEndsNoStack() throws InterruptedException {
        String row = "{\"a\":" + "[{\"a\":".repeat(500_000) + "1" + "}]".repeat(500_000) + "}";
        byte[] bytes = padded(row);
        PathTrie trie = PathTrie.of(List.of(List.of(new PathStep.Key("a"), new PathStep.Index(0))));
        boolean[] isObject = new boolean[2];
        Thread thread = new Thread(
                null,
                () -> {
                    isObject[0] = RowScanners.plain().forward(TRIE).scan(bytes, 64, bytes.length - 64, TRIE.newSlots());
                    isObject[1] = RowScanners.plain()
                            .validating(trie, 1_000)
                            .scan(bytes, 64, bytes.length - 64, trie.newSlots());
                },
                "small stack",
                512 << 10);
        thread.start();
        thread.join();
        assertThat(isObject).containsExactly(true, false);
    }

    @Test
    void runsOfBackslashesTakeTimeInProportion() {
        String text = "\"" + "\\\\".repeat(4_000_000) + "\"";
        assertFinds("{\"noise\":" + text + ",\"a\":" + text + ",\"b\":{\"c\":1}}", text, "1");
    }

    @Test
    void aRowMustLieWithinItsArray() {
        scanners(TRIE)
                .forEach((name, scanner) -> assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .describedAs(name)
                        .isThrownBy(() -> scanner.scan(new byte[200], 100, 201, TRIE.newSlots())));
    }

    @Test
    void pathsMustDiffer() {
        assertThatIllegalArgumentException().isThrownBy(() -> PathTrie.ofKeys(List.of(List.of("a"), List.of("a"))));
    }

    @Test
    void manyKeysAreFoundToo() {
        List<List<String>> paths =
                IntStream.range(0, 100).mapToObj(i -> List.of("key" + i)).toList();
        PathTrie trie = PathTrie.ofKeys(paths);
        StringBuilder row = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            row.append(i == 0 ? "" : ",")
                    .append("\"key")
                    .append(i)
                    .append("\":")
                    .append(i);
        }
        byte[] bytes = padded(row.append('}').toString());
        scanners(trie).forEach((name, scanner) -> {
            Slots slots = trie.newSlots();
            for (int times = 0; times < 3; times++) {
                assertThat(scanner.scan(bytes, 64, bytes.length - 64, slots)).isTrue();
                for (int i = 0; i < 100; i++) {
                    assertThat(text(bytes, slots, i)).describedAs(name).isEqualTo(Integer.toString(i));
                }
            }
        });
    }

    private static void assertFinds(String row, String a, String c) {
        byte[] padded = padded(row);
        byte[] bare = row.getBytes(StandardCharsets.UTF_8);
        scanners(TRIE).forEach((name, scanner) -> {
            for (int times = 0; times < 2; times++) {
                Slots slots = TRIE.newSlots();
                assertThat(scanner.scan(padded, 64, padded.length - 64, slots))
                        .describedAs("%s on %s", name, row)
                        .isTrue();
                assertThat(text(padded, slots, 0)).describedAs(name).isEqualTo(a);
                assertThat(text(padded, slots, 1)).describedAs(name).isEqualTo(c);
            }
            Slots slots = TRIE.newSlots();
            assertThat(scanner.scan(bare, 0, bare.length, slots)).isTrue();
            assertThat(text(bare, slots, 0)).describedAs(name).isEqualTo(a);
            assertThat(text(bare, slots, 1)).describedAs(name).isEqualTo(c);
        });
    }

    private static String text(byte[] bytes, Slots slots, int slot) {
        return slots.isMissing(slot)
                ? ""
                : new String(bytes, slots.start(slot), slots.end(slot) - slots.start(slot), StandardCharsets.UTF_8);
    }

    /** The row between 64 bytes that belong to others. */
    private static byte[] padded(String row) {
        return ("{\"a\":\"\\".repeat(10) + "\"}]\\")
                .substring(0, 64)
                .concat(row)
                .concat("}\"]".repeat(22).substring(0, 64))
                .getBytes(StandardCharsets.UTF_8);
    }
}
