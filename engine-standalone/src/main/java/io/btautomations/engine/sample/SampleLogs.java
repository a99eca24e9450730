package io.btautomations.engine.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * A made-up log of an LLM application that looks like the rows of Braintrust's API: conversations, retrieval, scores,
 * errors, many scripts. The same seed and start give the same bytes, and fewer rows are a prefix of more. Immutable.
 */
public final class SampleLogs {

    private static final JsonFactory JSON = new JsonFactory();

    private final long seed;
    private final Instant start;

    /**
     * @param seed another one gives other rows
     * @param start when the first row was created
     */
    public SampleLogs(long seed, Instant start) {
        this.seed = seed;
        this.start = start;
    }

    /**
     * Writes rows as JSON Lines, in log order.
     *
     * @param rows how many
     * @param out where to; neither flushed nor closed
     * @param progress is told after each trace how many rows are written
     */
    public void write(long rows, OutputStream out, LongConsumer progress) throws IOException {
        long written = 0;
        Instant time = start;
        for (long number = 0; written < rows; number++) {
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
            time = time.plusMillis(400 + random.nextInt(4_000));
            List<SampleSpan> spans = new SampleTrace(random, time, number).spans();
            boolean escaped = random.nextInt(100) < 30;
            for (int i = 0; i < spans.size() && written < rows; i++) {
                write(spans.get(i), i, escaped, out);
                written++;
            }
            progress.accept(written);
        }
    }

    private static void write(SampleSpan span, int ordinal, boolean escaped, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            if (escaped) {
                json.enable(JsonGenerator.Feature.ESCAPE_NON_ASCII);
            }
            new SpanWriter(json).write(span, ordinal);
        }
        out.write('\n');
    }
}
