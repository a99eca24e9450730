package io.btautomations.benchmarks.engine;

import io.btautomations.benchmarks.data.Packed;
import java.util.Locale;

/** What the engines are asked to do with a file of span rows. Every engine must come to the same result. */
public enum Task {
    /** Counts rows. */
    LINES("", "."),
    /** Counts the rows whose two small numbers fit. */
    NUMBERS(
            "metadata.priority = 0 AND scores.Factuality < 0.9",
            "select(.metadata.priority == 0 and (.scores.Factuality|type) == \"number\" and .scores.Factuality < 0.9)"),
    /** Counts the rows with a text and a number that fit. */
    TEXT_AND_NUMBER(
            "metadata.model = 'gpt-4o' AND metrics.tokens > 1000",
            "select(.metadata.model == \"gpt-4o\" and (.metrics.tokens|type) == \"number\" and .metrics.tokens > 1000)"),
    /** Counts the rows whose heavy input holds a word in any case, anywhere; peers search its JSON text. */
    SEARCH("input MATCH 'hello'", "select(.input|tojson|test(\"hello\"; \"i\"))"),
    /** Counts the rows whose output is a text that holds a word in any case. */
    LIKE("output ILIKE '%hello%'", "select((.output|type) == \"string\" and (.output|test(\"hello\"; \"i\")))"),
    /** Counts the rows with a tag. */
    TAG("tags INCLUDES 'triage'", "select((.tags // []) | index(\"triage\"))"),
    /** Writes the lines that {@link #NUMBERS} counts, unchanged. */
    PASS_THROUGH(NUMBERS.btql, NUMBERS.jq),
    /** As {@link #NUMBERS}, by two threads; what counts is the time on the clock. */
    TWO_THREADS(NUMBERS.btql, ""),
    /** As {@link #NUMBERS}, from a file packed by gzip, by two threads; what counts is the time on the clock. */
    GZIP(NUMBERS.btql, ""),
    /** As {@link #NUMBERS}, from a file packed by Zstandard, by two threads; what counts is the time on the clock. */
    ZSTD(NUMBERS.btql, ""),
    /** Counts, averages and takes a percentile by model; the result is their sum over all groups, in hundredths. */
    GROUP(
            "dimensions: metadata.model | measures: count(1) as n, avg(scores.Factuality) as f,"
                    + " percentile(metrics.tokens, 0.95) as p",
            "");

    private final String btql;
    private final String jq;

    Task(String btql, String jq) {
        this.btql = btql;
        this.jq = jq;
    }

    /** What is done, for a person to read. */
    public String title() {
        return switch (this) {
            case LINES -> "all rows counted";
            case PASS_THROUGH -> btql + ", lines written";
            case TWO_THREADS -> btql + ", two threads";
            case GZIP, ZSTD -> btql + ", two threads, from " + name().toLowerCase(Locale.ROOT);
            default -> btql;
        };
    }

    /** The task in our language. */
    String btql() {
        return btql;
    }

    /** The task in the language of jq, which must have been asked for with {@link #isForJq}. */
    String jq() {
        return jq;
    }

    /** Whether jq is asked to do this; it has one thread, and holds all rows to group them. */
    public boolean isForJq() {
        return !jq.isEmpty();
    }

    /** Whether Jackson is asked to do this. */
    public boolean isForJackson() {
        return this != GROUP && threads() == 1;
    }

    /** Number of threads that may work. */
    public int threads() {
        return switch (this) {
            case TWO_THREADS, GZIP, ZSTD -> 2;
            default -> 1;
        };
    }

    /** The form of the file that is read. */
    public Packed packed() {
        return switch (this) {
            case GZIP -> Packed.GZIP;
            case ZSTD -> Packed.ZSTD;
            default -> Packed.PLAIN;
        };
    }
}
