package io.btautomations.benchmarks.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Jackson's token stream, skipping what the task does not need. */
final class JacksonEngine implements Engine {

    private final JsonFactory factory = new JsonFactory();

    @Override
    public long run(Task task, Path rows, Path output) throws IOException {
        long[] count = {0};
        try (OutputStream out = task == Task.PASS_THROUGH
                ? new BufferedOutputStream(Files.newOutputStream(output), 128 << 10)
                : OutputStream.nullOutputStream()) {
            LineReader.read(rows, (bytes, from, to) -> {
                if (fits(task, bytes, from, to)) {
                    count[0]++;
                    out.write(bytes, from, to - from);
                    out.write('\n');
                }
            });
        }
        return count[0];
    }

    private boolean fits(Task task, byte[] bytes, int from, int to) throws IOException {
        if (task == Task.LINES) {
            return true;
        }
        try (JsonParser parser = factory.createParser(bytes, from, to - from)) {
            parser.nextToken();
            return switch (task) {
                case NUMBERS, PASS_THROUGH -> {
                    double[] numbers = numbers(parser, "metadata", "priority", "scores", "Factuality");
                    yield numbers[0] == 0 && numbers[1] < 0.9;
                }
                case TEXT_AND_NUMBER -> {
                    double[] numbers = numbers(parser, "metadata", "model", "metrics", "tokens");
                    yield numbers[0] == 1 && numbers[1] > 1_000;
                }
                case TAG -> fits(parser, "tags", JacksonEngine::hasTriage);
                case LIKE ->
                    fits(
                            parser,
                            "output",
                            (tokens, start) -> hasHello(tokens, start) && start == JsonToken.VALUE_STRING);
                default -> fits(parser, "input", JacksonEngine::hasHello);
            };
        }
    }

    /** A condition on the value whose first token was just read. */
    private interface ValueTest {
        boolean holds(JsonParser parser, JsonToken start) throws IOException;
    }

    private static boolean fits(JsonParser parser, String key, ValueTest test) throws IOException {
        boolean fits = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals(key)) {
                fits = test.holds(parser, token);
            } else {
                parser.skipChildren();
            }
        }
        return fits;
    }

    private static double[] numbers(
            JsonParser parser, String first, String firstMember, String second, String secondMember)
            throws IOException {
        double[] numbers = {Double.NaN, Double.NaN};
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals(first)) {
                numbers[0] = member(parser, token, firstMember);
            } else if (name.equals(second)) {
                numbers[1] = member(parser, token, secondMember);
            } else {
                parser.skipChildren();
            }
        }
        return numbers;
    }

    /** The number behind {@code key}; 1 for the text wanted; NaN for anything else. */
    private static double member(JsonParser parser, JsonToken start, String key) throws IOException {
        double found = Double.NaN;
        if (start != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return found;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (!name.equals(key)) {
                parser.skipChildren();
            } else if (token.isNumeric()) {
                found = parser.getDoubleValue();
            } else if (token == JsonToken.VALUE_STRING) {
                found = parser.getText().equals("gpt-4o") ? 1 : Double.NaN;
            } else {
                parser.skipChildren();
                found = Double.NaN;
            }
        }
        return found;
    }

    private static boolean hasTriage(JsonParser parser, JsonToken start) throws IOException {
        boolean found = false;
        if (start == JsonToken.START_ARRAY) {
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                found |= token == JsonToken.VALUE_STRING && parser.getText().equals("triage");
                parser.skipChildren();
            }
        }
        return found;
    }

    /** Whether a string anywhere in the value, keys aside, holds the word. */
    private static boolean hasHello(JsonParser parser, JsonToken start) throws IOException {
        boolean found = false;
        int depth = 0;
        JsonToken token = start;
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING) {
                found |= parser.getText().toLowerCase(Locale.ROOT).contains("hello");
            }
            if (depth == 0) {
                return found;
            }
            token = parser.nextToken();
        }
    }
}
