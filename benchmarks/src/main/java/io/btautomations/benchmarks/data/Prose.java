package io.btautomations.benchmarks.data;

import java.util.ArrayList;
import java.util.List;

/** Texts as people and models write them: words, lists, code, quotes, and JSON that looks like a row's own members. */
final class Prose {

    private static final List<String> COMMON = List.of(
            "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on",
            "not", "you", "at", "are", "this", "have", "from", "or", "had", "an", "they", "which", "one", "were", "all",
            "there", "would", "their", "we", "been", "has", "when", "who", "will", "more", "if", "out", "so", "said",
            "what", "up", "its", "about", "than", "into", "them", "can", "only", "other", "time", "new", "some",
            "could", "these", "two");
    private static final List<String> SYLLABLES = List.of(
            "ra", "ti", "on", "con", "ver", "pre", "mul", "ta", "ge", "nic", "lor", "sta", "ment", "der", "ing", "al",
            "pro", "fe", "li", "que", "sys", "tem", "mo", "del", "da", "pa", "ram", "ter", "ac", "count", "cus", "re",
            "port");
    private static final List<String> FOREIGN = List.of(
            "café",
            "naïve",
            "Zürich",
            "façade",
            "日本語",
            "東京",
            "你好",
            "привет",
            "señor",
            "über",
            "€",
            "→",
            "“quoted”",
            "😀",
            "🚀",
            "résumé",
            "한국어");
    private static final List<String> GREETINGS = List.of("Hello", "hello", "HELLO");
    private static final int VOCABULARY = 6_000;
    private static final long VOCABULARY_SEED = 0x5EED;

    private final List<String> words = vocabulary();

    /** A word. */
    String word(Chance chance) {
        return chance.zipf(words);
    }

    /**
     * A text of at least {@code length} characters.
     *
     * @param foreignPermille words of other scripts in a thousand
     * @param greets whether it says hello somewhere
     */
    String text(Chance chance, int length, int foreignPermille, boolean greets) {
        StringBuilder text = new StringBuilder();
        int greeting = greets ? chance.below(Math.max(1, length * 3 / 4)) : Integer.MAX_VALUE;
        while (text.length() < length) {
            if (text.length() >= greeting) {
                text.append(chance.oneOf(GREETINGS)).append(' ');
                greeting = Integer.MAX_VALUE;
            }
            append(text, chance, foreignPermille);
        }
        return text.toString();
    }

    private void append(StringBuilder text, Chance chance, int foreignPermille) {
        int kind = chance.below(1_000);
        if (kind < 6) {
            text.append("\n\n").append(chance.percent(30) ? "## " : "");
        } else if (kind < 14) {
            text.append("\n- ");
        } else if (kind < 20) {
            text.append('"')
                    .append(word(chance))
                    .append(' ')
                    .append(word(chance))
                    .append("\" ");
        } else if (kind < 22) {
            text.append("\n```python\ndef ")
                    .append(word(chance))
                    .append("(x, y=\"")
                    .append(word(chance));
            text.append("\"):\n\treturn {\"").append(word(chance)).append("\": x, 'path': \"C:\\\\");
            text.append(word(chance)).append("\"}\n```\n");
        } else if (kind < 24) {
            text.append("{\"metadata\": {\"priority\": 0, \"model\": \"gpt-4o\"}, \"tags\": [\"triage\"]} ");
        } else if (kind < 40) {
            text.append(chance.below(10_000)).append(' ');
        } else if (kind < 42) {
            text.append("https://example.com/")
                    .append(word(chance))
                    .append("?q=")
                    .append(word(chance))
                    .append(' ');
        } else if (kind < 42 + foreignPermille) {
            text.append(chance.oneOf(FOREIGN)).append(' ');
        } else {
            text.append(word(chance)).append(kind % 14 == 0 ? ", " : kind % 60 == 1 ? ". " : " ");
        }
    }

    private static List<String> vocabulary() {
        Chance chance = new Chance(VOCABULARY_SEED);
        List<String> words = new ArrayList<>(COMMON);
        while (words.size() < VOCABULARY) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 2 + chance.below(3); syllables > 0; syllables--) {
                word.append(chance.oneOf(SYLLABLES));
            }
            words.add(word.toString());
        }
        return List.copyOf(words);
    }
}
