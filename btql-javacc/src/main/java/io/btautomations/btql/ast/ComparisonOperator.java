package io.btautomations.btql.ast;

/** How a {@link Comparison} compares. */
public enum ComparisonOperator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    /** Equal, null being equal to null. */
    NULL_SAFE_EQUAL("<=>"),
    /** The opposite of {@link #NULL_SAFE_EQUAL}. */
    NULL_SAFE_NOT_EQUAL("<!=>"),
    /** As {@link #NULL_SAFE_EQUAL}; {@code x IS NULL} is {@link IsNull}. */
    IS("IS"),
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    MATCH("MATCH"),
    /** The left side is the array or object, the right side what it holds. */
    INCLUDES("INCLUDES");

    private final String symbol;

    ComparisonOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as texts spell it. */
    public String symbol() {
        return symbol;
    }
}
