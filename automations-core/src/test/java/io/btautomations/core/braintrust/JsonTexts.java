package io.btautomations.core.braintrust;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** JSON texts with everything in them that could mislead who looks for their ends. */
final class JsonTexts {

    private static final Arbitrary<String> PIECES = Arbitraries.of(
            "a",
            "data",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\\\"",
            "\\\\",
            "\\n",
            "\\u007d",
            "\\ud83d\\ude00",
            "é",
            "😀",
            "\u2028",
            " ",
            "/",
            "\\/",
            "null",
            "<");

    private JsonTexts() {}

    static Arbitrary<String> strings() {
        return PIECES.list().ofMaxSize(8).map(pieces -> "\"" + String.join("", pieces) + "\"");
    }

    /** Values of any kind. */
    static Arbitrary<String> values() {
        return Arbitraries.lazyOf(
                JsonTexts::strings,
                () -> Arbitraries.of(
                        "0", "-1.5e+10", "123456789012345678901234567890", "true", "false", "null", "[]", "{}"),
                JsonTexts::arrays,
                JsonTexts::objects);
    }

    /** Objects, in one line. */
    static Arbitrary<String> objects() {
        Arbitrary<String> member = Combinators.combine(strings(), spaces(), values())
                .as((name, space, value) -> name + space + ":" + value);
        return Combinators.combine(member.list().ofMaxSize(3), spaces())
                .as((members, space) -> "{" + space + String.join("," + space, members) + space + "}");
    }

    private static Arbitrary<String> arrays() {
        return Combinators.combine(values().list().ofMaxSize(3), spaces())
                .as((values, space) -> "[" + space + String.join(space + ",", values) + "]");
    }

    private static Arbitrary<String> spaces() {
        return Arbitraries.of("", "", " ", "\t ");
    }

    /** A stream that hands its bytes out in pieces of any length. */
    static InputStream inPieces(byte[] bytes, long seed) {
        Random random = new Random(seed);
        int most = List.of(1, 3, 50, 100_000).get(random.nextInt(4));
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(most)));
            }
        };
    }
}
