package io.btautomations.btql.scan;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts, and the many ways in which JSON may spell them. */
final class JsonStrings {

    private static final List<String> PIECES = List.of(
            "a",
            "B",
            "k",
            "s",
            "I",
            "ı",
            "İ",
            "ſ",
            "K",
            "é",
            "É",
            "ß",
            "日",
            "😀",
            "𐐀",
            "𐐨",
            "\"",
            "\\",
            "/",
            "\n",
            "\t",
            "\u0000",
            "u0061",
            "n",
            "hello",
            "HeLLo",
            "0041",
            " ",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");

    private JsonStrings() {}

    static Arbitrary<String> texts(int mostPieces) {
        return Arbitraries.of(PIECES).list().ofMaxSize(mostPieces).map(pieces -> String.join("", pieces));
    }

    /** One of the spellings of {@code text}, quotes included. */
    static String spell(String text, Random random) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(codePoint -> {
            if (random.nextInt(6) == 0) {
                for (char unit : Character.toChars(codePoint)) {
                    json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
                }
            } else {
                json.append(
                        switch (codePoint) {
                            case '"' -> "\\\"";
                            case '\\' -> "\\\\";
                            case '/' -> random.nextBoolean() ? "/" : "\\/";
                            case '\n' -> "\\n";
                            case '\t' -> "\\t";
                            case 0 -> "\\u0000";
                            default -> Character.toString(codePoint);
                        });
            }
        });
        return json.append('"').toString();
    }
}
