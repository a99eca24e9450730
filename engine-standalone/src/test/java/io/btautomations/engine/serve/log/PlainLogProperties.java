package io.btautomations.engine.serve.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlainLogProperties {

    /**
     * A line that somebody adds to a file.
     *
     * @param file which one
     * @param second when the row says that it was created; below 0 if it does not say
     * @param key what the row says of its key
     */
    record Line(int file, int second, String key, boolean looks) {

        String text(int number) {
            ObjectNode row = RowJson.MAPPER.createObjectNode();
            row.put("id", "r" + number);
            if (second >= 0) {
                row.put("created", "2026-03-01T08:00:%02d.5Z".formatted(second));
            }
            switch (key) {
                case "key" -> row.put("_pagination_key", "p07612193877000192%03d".formatted(number % 7));
                case "transaction" -> row.put("_xact_id", "1000196745113632768");
                case "both" ->
                    row.put("_xact_id", "1000196745113632768").put("_pagination_key", "p07612193877000192001");
                case "strange" -> row.put("_xact_id", 12).putNull("_pagination_key");
                default -> row.put("own", true);
            }
            return row + "\n";
        }
    }

    @Property(tries = 60)
    void keysOfRowsWithoutOneNeverChange(@ForAll("lines") List<Line> lines) throws IOException {
        Path directory = Files.createTempDirectory("plain-log");
        PlainLog log = new PlainLog(directory, notice -> {});
        Map<String, String> known = new HashMap<>();
        for (int number = 0; number < lines.size(); number++) {
            Line line = lines.get(number);
            append(directory, new Line(line.file(), line.second(), "none", line.looks()), number);
            if (line.looks()) {
                for (ObjectNode row : rows(log)) {
                    String key = row.get("_pagination_key").textValue();
                    assertThat(known.merge(row.get("id").textValue(), key, (old, now) -> old))
                            .isEqualTo(key);
                }
            }
        }
        assertThat(rows(log))
                .isEqualTo(rows(new PlainLog(directory, notice -> {})))
                .hasSize(lines.size());
        delete(directory);
    }

    @Property(tries = 60)
    void everyRowIsThereOnceWithAKeyOfItsOwn(@ForAll("lines") List<Line> lines) throws IOException {
        Path directory = Files.createTempDirectory("plain-log");
        PlainLog log = new PlainLog(directory, notice -> {});
        for (int number = 0; number < lines.size(); number++) {
            append(directory, lines.get(number), number);
            if (lines.get(number).looks()) {
                rows(log);
            }
        }
        List<ObjectNode> rows = rows(log);
        assertThat(rows).isEqualTo(rows(new PlainLog(directory, notice -> {}))).hasSize(lines.size());
        List<String> keys =
                rows.stream().map(row -> row.get("_pagination_key").textValue()).toList();
        assertThat(keys).isSorted().doesNotHaveDuplicates();
        assertThat(TestLogs.rows(log.view(), KeyRange.ALL, false)).isEqualTo(rows.reversed());
        delete(directory);
    }

    private static void append(Path directory, Line line, int number) throws IOException {
        Files.writeString(
                directory.resolve("log-" + line.file() + ".jsonl"),
                line.text(number),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static List<ObjectNode> rows(PlainLog log) throws IOException {
        return TestLogs.rows(log.view(), KeyRange.ALL, true);
    }

    private static void delete(Path directory) throws IOException {
        for (int file = 0; file < 4; file++) {
            Files.deleteIfExists(directory.resolve("log-" + file + ".jsonl"));
        }
        Files.delete(directory);
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(-5, 30),
                        Arbitraries.of("none", "none", "key", "transaction", "both", "strange"),
                        Arbitraries.of(true, false))
                .as(Line::new)
                .list()
                .ofMaxSize(40);
    }
}
