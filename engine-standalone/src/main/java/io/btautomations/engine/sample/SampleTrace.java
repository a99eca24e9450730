package io.btautomations.engine.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** One turn of a conversation: the turn itself, what was looked up, the call to the model. */
final class SampleTrace {

    private static final List<String> MODELS = List.of(
            "gpt-4o", "gpt-4o-mini", "claude-3-5-sonnet-20241022", "gpt-4.1", "gemini-1.5-pro", "llama-3.1-70b");
    private static final List<String> ENVIRONMENTS = List.of("prod", "prod", "prod", "staging", "dev");
    private static final List<String> TAGS = List.of("triage", "canary", "beta", "golden", "follow-up", "größer");
    private static final List<String> CITIES = List.of("München", "São Paulo", "Tokyo", "New York", "Łódź", "Αθήνα");

    private final SplittableRandom random;
    private final Instant created;
    private final Phrases phrases;
    private final String rootId;
    private final int transaction;
    private final Instant stored;

    SampleTrace(SplittableRandom random, Instant created, long number) {
        this.random = random;
        this.created = created;
        this.phrases = new Phrases(random);
        this.rootId = uuid();
        this.transaction = (int) (number & 0x7FFF) + 1;
        this.stored = created.plusMillis(6_500);
    }

    List<SampleSpan> spans() {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        String question = phrases.question();
        String answer = phrases.answer();
        boolean failed = random.nextInt(100) < 3;
        double seconds = duration();
        List<SampleSpan> spans = new ArrayList<>();
        spans.add(turn(question, answer, model, failed, seconds));
        if (random.nextInt(100) < 40) {
            spans.add(search(question, seconds));
        }
        int calls = 1 + (random.nextInt(100) < 30 ? 1 : 0);
        for (int i = 0; i < calls; i++) {
            spans.add(call(question, answer, model, failed && i == calls - 1, seconds));
        }
        return spans;
    }

    private SampleSpan turn(String question, String answer, String model, boolean failed, double seconds) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("model", model);
        metadata.put("user_id", "u_" + random.nextInt(5_000));
        metadata.put("session", Long.toHexString(random.nextLong()));
        metadata.put("environment", ENVIRONMENTS.get(random.nextInt(ENVIRONMENTS.size())));
        if (random.nextInt(20) != 0) {
            metadata.put("priority", priority());
        }
        metadata.put("geo", Map.of("city", CITIES.get(random.nextInt(CITIES.size()))));
        Map<String, Object> scores = scores(failed);
        return new SampleSpan(
                uuid(),
                rootId,
                rootId,
                List.of(),
                created,
                stored,
                transaction,
                "answer_question",
                "task",
                Map.of("question", question),
                failed ? Optional.empty() : Optional.of(answer),
                random.nextInt(5) == 0 ? Optional.of(phrases.answer()) : Optional.empty(),
                failed ? Optional.of(phrases.error()) : Optional.empty(),
                scores,
                metadata,
                tags(),
                metrics(seconds));
    }

    private SampleSpan search(String question, double seconds) {
        List<Object> documents = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("id", "doc_" + random.nextInt(100_000));
            document.put("score", rounded(random.nextDouble(), 6));
            document.put("text", phrases.answer());
            documents.add(document);
        }
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("query", question);
        input.put("top_k", 1 + random.nextInt(20));
        return child("search_docs", "tool", input, Optional.of(documents), Optional.empty(), Map.of(), seconds * 0.2);
    }

    private SampleSpan call(String question, String answer, String model, boolean failed, double seconds) {
        List<Object> messages = new ArrayList<>();
        messages.add(message("system", phrases.instructions()));
        if (random.nextInt(3) == 0) {
            messages.add(message("user", phrases.question()));
            messages.add(message("assistant", phrases.answer()));
        }
        messages.add(message("user", question));
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("finish_reason", "stop");
        choice.put("index", 0);
        choice.put("message", message("assistant", answer));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("model", model);
        metadata.put("temperature", rounded(random.nextInt(11) / 10.0, 1));
        return child(
                "Chat Completion",
                "llm",
                messages,
                failed ? Optional.empty() : Optional.of(List.of(choice)),
                failed ? Optional.of(phrases.error()) : Optional.empty(),
                metadata,
                seconds * 0.7);
    }

    private SampleSpan child(
            String name,
            String type,
            Object input,
            Optional<Object> output,
            Optional<String> error,
            Map<String, Object> metadata,
            double seconds) {
        Map<String, Object> metrics = metrics(seconds);
        if (type.equals("llm")) {
            int prompt = 40 + random.nextInt(2_000);
            int completion = error.isPresent() ? 0 : 10 + random.nextInt(600);
            metrics.put("prompt_tokens", prompt);
            metrics.put("completion_tokens", completion);
            metrics.put("tokens", prompt + completion);
            metrics.put("time_to_first_token", rounded(seconds * 0.2, 4));
            metrics.put("estimated_cost", rounded((prompt * 2.5 + completion * 10) / 1e6, 7));
        }
        return new SampleSpan(
                uuid(),
                uuid(),
                rootId,
                List.of(rootId),
                created.plusMillis(50 + random.nextInt(200)),
                stored,
                transaction,
                name,
                type,
                input,
                output,
                Optional.empty(),
                error,
                Map.of(),
                metadata,
                List.of(),
                metrics);
    }

    private static Map<String, Object> message(String role, String content) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }

    private int priority() {
        int draw = random.nextInt(100);
        return draw < 20 ? 0 : draw < 50 ? 1 : draw < 80 ? 2 : 3;
    }

    private Map<String, Object> scores(boolean failed) {
        Map<String, Object> scores = new LinkedHashMap<>();
        if (failed || random.nextInt(10) == 0) {
            return scores;
        }
        scores.put("Factuality", random.nextInt(25) == 0 ? Optional.empty() : factuality());
        scores.put("Relevance", rounded(random.nextDouble(), 3));
        if (random.nextBoolean()) {
            scores.put("Toxicity", rounded(random.nextDouble() * 0.1, 5));
        }
        return scores;
    }

    private Object factuality() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> 1;
            case 4 -> 0;
            default -> rounded(Math.sqrt(random.nextDouble()), 4);
        };
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (String tag : TAGS) {
            if (random.nextInt(10) == 0) {
                tags.add(tag);
            }
        }
        return tags;
    }

    private Map<String, Object> metrics(double seconds) {
        double begin = created.toEpochMilli() / 1000.0;
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("start", rounded(begin, 3));
        metrics.put("end", rounded(begin + seconds, 3));
        return metrics;
    }

    private double duration() {
        double draw = random.nextDouble();
        return 0.05 + draw * draw * draw * 30;
    }

    private String uuid() {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static double rounded(double value, int digits) {
        double factor = Math.pow(10, digits);
        return Math.round(value * factor) / factor;
    }
}
