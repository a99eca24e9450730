package io.btautomations.benchmarks.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Span rows as JSON Lines, about 5 KB each. Row {@code i} depends on {@code i} alone, so that a small file is the
 * beginning of a big one.
 */
public final class SpanRows {

    private static final long SEED = 0x8D5C_3A17_20B1_96F3L;
    private static final Instant FIRST = Instant.parse("2025-06-01T00:00:00Z");
    private static final List<String> MODELS = List.of(
            "gpt-4o", "gpt-4o-mini", "claude-sonnet-4", "gpt-4.1", "o3-mini", "gemini-1.5-pro", "llama-3.1-70b");
    private static final List<String> TAGS =
            List.of("prod", "canary", "beta", "golden", "eval", "customer-a", "hallucination", "slow", "follow-up");
    private static final List<String> TYPES = List.of("llm", "tool", "task", "llm", "function", "score");

    private final Prose prose = new Prose();
    private final JsonText json = new JsonText();

    /** Writes rows to {@code file} until it has at least {@code bytes} bytes, or leaves a file of that size alone. */
    public void writeTo(Path file, long bytes) throws IOException {
        if (Files.exists(file) && Files.size(file) >= bytes) {
            return;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        long written = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 20)) {
            for (long row = 0; written < bytes; row++) {
                byte[] line = (row(row) + "\n").getBytes(StandardCharsets.UTF_8);
                out.write(line);
                written += line.length;
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        for (Packed packed : List.of(Packed.GZIP, Packed.ZSTD)) {
            Files.deleteIfExists(packed.of(file));
        }
    }

    /** Row {@code number}, without line end. */
    public String row(long number) {
        Chance chance = new Chance(SEED + number * 0xBF58_476D_1CE4_E5B9L);
        String type = chance.oneOf(TYPES);
        int foreignPermille = chance.percent(25) ? 40 : chance.percent(30) ? 10 : 0;
        json.reset(chance.percent(30));
        json.raw("{");
        identity(chance, number);
        int inputLength = input(chance, type, foreignPermille);
        int outputLength = output(chance, type, foreignPermille);
        outcome(chance);
        scores(chance);
        metadata(chance);
        tags(chance);
        metrics(chance, type, created(number), (inputLength + outputLength) / 4, outputLength / 4);
        place(chance, type);
        return json.raw("}").toString();
    }

    private static Instant created(long number) {
        return FIRST.plusMillis(number * 2_592);
    }

    private void identity(Chance chance, long number) {
        json.key("id").string(chance.uuid());
        json.key("_xact_id").string(Long.toString(1_000_193_000_000_000_000L + number * 7));
        json.key("_pagination_key").string("p0751" + (1_000_000_000_000_000L + number));
        json.key("created").string(created(number).toString());
        json.key("project_id").string("5f0b2a1c-8f5d-4c53-9a0e-31c58a2f1d10");
        json.key("log_id").string("g");
    }

    private int input(Chance chance, String type, int foreignPermille) {
        boolean greets = chance.percent(5);
        json.key("input");
        if (!type.equals("llm")) {
            String query = prose.text(chance, chance.logNormal(700, 1, 20, 8_000), foreignPermille, greets);
            json.raw("{").key("query").string(query).key("priority").raw("0}");
            return query.length();
        }
        int length = 0;
        json.raw("[");
        int turns = 2 + chance.below(4);
        for (int turn = 0; turn < turns; turn++) {
            String content = prose.text(
                    chance,
                    chance.logNormal(turn == 0 ? 900 : 430, 0.9, 20, 12_000),
                    foreignPermille,
                    greets && turn == 1);
            length += content.length();
            String role = turn == 0 ? "system" : turn % 2 == 1 ? "user" : "assistant";
            json.comma()
                    .raw("{")
                    .key("role")
                    .string(role)
                    .key("content")
                    .string(content)
                    .raw("}");
        }
        json.raw("]");
        return length;
    }

    private int output(Chance chance, String type, int foreignPermille) {
        String content =
                prose.text(chance, chance.logNormal(1_000, 0.9, 30, 16_000), foreignPermille, chance.percent(5));
        json.key("output");
        if (type.equals("llm")) {
            json.raw("[{")
                    .key("finish_reason")
                    .string("stop")
                    .key("message")
                    .raw("{")
                    .key("role")
                    .string("assistant");
            json.key("content").string(content).key("tool_calls").raw("null}}]");
        } else if (type.equals("tool")) {
            json.raw("{")
                    .key("documents")
                    .raw("[{")
                    .key("score")
                    .raw("0.731204")
                    .key("text")
                    .string(content);
            json.key("metadata").raw("{").key("source").string("s3://kb/" + prose.word(chance) + ".md");
            json.key("priority").raw("0}}]").key("total").raw("1}");
        } else {
            json.string(content);
        }
        return content.length();
    }

    private void outcome(Chance chance) {
        json.key("expected");
        if (chance.percent(20)) {
            json.string(prose.text(chance, chance.logNormal(300, 0.8, 10, 3_000), 0, false));
        } else {
            json.raw("null");
        }
        json.key("error");
        if (chance.percent(3)) {
            json.string("Traceback (most recent call last):\n  File \"/app/" + prose.word(chance) + ".py\", line "
                    + chance.below(900) + "\nTimeoutError(\"" + prose.word(chance) + "\")");
        } else {
            json.raw("null");
        }
    }

    private void scores(Chance chance) {
        json.key("scores");
        if (!chance.percent(78)) {
            json.raw("null");
            return;
        }
        String factuality = chance.percent(5)
                ? "null"
                : chance.percent(20)
                        ? Integer.toString(chance.below(2))
                        : decimal("%.4f", Math.sqrt(chance.fraction()));
        json.raw("{").key("Factuality").raw(factuality).key("Relevance").raw(decimal("%.3f", chance.fraction()));
        if (chance.percent(50)) {
            json.key("Toxicity").raw(decimal("%.5f", chance.fraction() / 10));
        }
        json.raw("}");
    }

    private void metadata(Chance chance) {
        json.key("metadata").raw("{").key("model").string(chance.zipf(MODELS));
        json.key("temperature").raw(decimal("%.1f", chance.fraction()));
        json.key("user")
                .raw("{")
                .key("id")
                .string("u_" + chance.below(5_000))
                .key("plan")
                .string("free");
        json.key("geo")
                .raw("{")
                .key("country")
                .string("CH")
                .key("city")
                .string("Zürich")
                .raw("}}");
        json.key("env").string(chance.percent(60) ? "prod" : "staging");
        if (chance.percent(95)) {
            json.key("priority").raw(Integer.toString(chance.percent(10) ? 0 : 1 + chance.below(4)));
        }
        json.key("session_id").string(Long.toHexString(chance.bits()));
        json.key("version").string("1." + chance.below(20)).raw("}");
    }

    private void tags(Chance chance) {
        json.key("tags");
        int count = chance.below(4);
        boolean isTriage = chance.percent(5);
        if (count == 0 && !isTriage) {
            json.raw("null");
            return;
        }
        json.raw("[");
        for (int i = 0; i < count; i++) {
            json.comma().string(chance.oneOf(TAGS));
        }
        if (isTriage) {
            json.comma().string("triage");
        }
        json.raw("]");
    }

    private void metrics(Chance chance, String type, Instant created, int tokens, int completionTokens) {
        double start = created.toEpochMilli() / 1_000.0;
        json.key("metrics").raw("{").key("start").raw(decimal("%.3f", start));
        json.key("end").raw(decimal("%.3f", start + chance.logNormal(1_800, 0.9, 5, 120_000) / 1_000.0));
        if (type.equals("llm")) {
            json.key("tokens").raw(Integer.toString(tokens));
            json.key("prompt_tokens").raw(Integer.toString(tokens - completionTokens));
            json.key("completion_tokens").raw(Integer.toString(completionTokens));
            json.key("estimated_cost").raw(decimal("%.7f", tokens * 4e-6));
        }
        json.raw("}");
    }

    private void place(Chance chance, String type) {
        boolean isRoot = chance.percent(25);
        json.key("context").raw("{").key("caller_filename").string("/app/src/" + prose.word(chance) + ".py");
        json.key("caller_lineno").raw(Integer.toString(chance.below(900))).raw("}");
        json.key("span_id").string(chance.uuid()).key("span_parents");
        if (isRoot) {
            json.raw("null");
        } else {
            json.raw("[").string(chance.uuid()).raw("]");
        }
        json.key("root_span_id").string(chance.uuid()).key("is_root").raw(Boolean.toString(isRoot));
        json.key("span_attributes")
                .raw("{")
                .key("name")
                .string("Chat Completion")
                .key("type")
                .string(type)
                .raw("}");
        json.key("origin").raw("null");
    }

    private static String decimal(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
