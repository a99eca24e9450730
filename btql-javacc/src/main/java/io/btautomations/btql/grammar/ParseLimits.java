package io.btautomations.btql.grammar;

/**
 * How much text is read. What goes beyond gets a diagnostic.
 *
 * @param textLength longest text, in UTF-16 code units
 * @param tokens most words, numbers, quoted texts and signs
 * @param depth most levels of parentheses, brackets, functions, conditions and subqueries, and the greatest height of a
 *     tree
 */
public record ParseLimits(int textLength, int tokens, int depth) {

    /** 1,048,576 code units, 200,000 tokens, 256 levels. */
    public static final ParseLimits STANDARD = new ParseLimits(1 << 20, 200_000, 256);

    public ParseLimits {
        if (textLength < 1 || tokens < 1 || depth < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
