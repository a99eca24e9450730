package io.btautomations.benchmarks.engine;

/** What the engines are asked to do with a file of span rows. Every engine must come to the same result. */
public enum Task {
    /** Counts rows. */
    LINES("count of the lines", "."),
    /** Counts the rows whose two small numbers fit. */
    NUMBERS(
            "metadata.priority = 0 AND scores.Factuality < 0.9",
            "select(.metadata.priority == 0 and (.scores.Factuality|type) == \"number\" and .scores.Factuality < 0.9)"),
    /** Counts the rows with a text and a number that fit. */
    TEXT_AND_NUMBER(
            "metadata.model = 'gpt-4o' AND metrics.tokens > 1000",
            "select(.metadata.model == \"gpt-4o\" and (.metrics.tokens|type) == \"number\" and .metrics.tokens > 1000)"),
    /** Counts the rows whose heavy input, as JSON text, holds a word in any case. */
    SEARCH("input ILIKE '%hello%'", "select(.input|tojson|test(\"hello\"; \"i\"))"),
    /** Counts the rows with a tag. */
    TAG("tags INCLUDES 'triage'", "select((.tags // []) | index(\"triage\"))"),
    /** Writes the lines that {@link #NUMBERS} counts, unchanged. */
    PASS_THROUGH("the same, lines written", NUMBERS.jq);

    private final String title;
    private final String jq;

    Task(String title, String jq) {
        this.title = title;
        this.jq = jq;
    }

    /** The condition, as a person would write it. */
    public String title() {
        return title;
    }

    /** The condition in the language of jq. */
    String jq() {
        return jq;
    }
}
