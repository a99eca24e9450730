package io.btautomations.btql.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The texts in {@code src/test/resources/corpus}. */
final class Corpus {

    private Corpus() {}

    /** A text, its canonical spelling, and what it is. */
    record Entry(TextKind kind, String text, String canonical) {

        @Override
        public String toString() {
            return text;
        }
    }

    /** A text that cannot be read, and what is said of it. */
    record Finding(String kind, String text, String rendered) {

        @Override
        public String toString() {
            return kind + " " + text;
        }
    }

    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        add(entries, TextKind.FILTER, "filters.txt");
        add(entries, TextKind.BTQL, "btql.txt");
        add(entries, TextKind.SQL, "sql.txt");
        return entries;
    }

    static List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String all = String.join("\n", lines("findings.txt"));
        for (String block : all.split("(?m)^=== ")) {
            if (block.startsWith("#")) {
                continue;
            }
            String[] parts = block.split("\n", 2);
            String[] textAndRendered = parts[1].split("\n?---\n", 2);
            findings.add(new Finding(parts[0], unescape(textAndRendered[0]), textAndRendered[1].stripTrailing()));
        }
        return findings;
    }

    static String unescape(String text) {
        return text.replace('¶', '\n').replace('⇥', '\t');
    }

    private static void add(List<Entry> entries, TextKind kind, String file) {
        List<String> lines = lines(file);
        for (int index = 1; index + 1 < lines.size(); index += 2) {
            String canonical = lines.get(index + 1).substring(4);
            entries.add(new Entry(kind, unescape(lines.get(index)), unescape(canonical)));
        }
    }

    private static List<String> lines(String file) {
        try (InputStream stream = Corpus.class.getResourceAsStream("/corpus/" + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
