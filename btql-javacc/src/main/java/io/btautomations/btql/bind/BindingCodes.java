package io.btautomations.btql.bind;

/** The codes of the findings of binding; each is documented in {@code docs/language.md}. */
final class BindingCodes {

    /** Warning: a field that rows do not have, as far as is known. */
    static final String UNKNOWN_FIELD = "BTQL-301";

    static final String UNKNOWN_FUNCTION = "BTQL-302";
    static final String WRONG_ARGUMENT_COUNT = "BTQL-303";
    static final String WRONG_ARGUMENT = "BTQL-304";
    /** An aggregate where rows are not grouped, or within an aggregate. */
    static final String MISPLACED_AGGREGATE = "BTQL-305";
    /** Warning: a string beside a datetime that is no date. */
    static final String NOT_A_DATE = "BTQL-306";
    /** Warning: two types that have no common values. */
    static final String DIFFERENT_TYPES = "BTQL-308";
    /** any_span or filter_spans where there are no spans to look at, or nested too deep. */
    static final String MISPLACED_SPAN_FILTER = "BTQL-307";

    private static final int MAXIMUM_QUOTE = 40;

    private BindingCodes() {}

    /** User text cut to what a message bears. */
    static String quote(String text) {
        return text.codePointCount(0, text.length()) <= MAXIMUM_QUOTE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAXIMUM_QUOTE)) + "...";
    }
}
