package io.btautomations.btql.diagnostic;

/** The findings of the language. Their codes are stable: a code never changes its meaning and is never used again. */
public enum DiagnosticCode {
    UNEXPECTED_CHARACTER("BTQL-101", "a character that the language does not use"),
    UNCLOSED_QUOTE("BTQL-102", "a quote that is not closed"),
    NUMBER_OUT_OF_RANGE("BTQL-103", "a number that is too large or too long"),

    UNEXPECTED_TOKEN("BTQL-201", "something else was expected here"),
    UNEXPECTED_END("BTQL-202", "the text ends too early"),
    EMPTY_TEXT("BTQL-203", "a text without content"),
    UNKNOWN_CLAUSE("BTQL-204", "a clause that does not exist"),
    REPEATED_CLAUSE("BTQL-205", "a clause that is given twice"),
    NO_OUTPUT_CLAUSE("BTQL-206", "a query that does not say what to return"),
    CLAUSE_OUT_OF_ORDER("BTQL-207", "a clause of SQL in the wrong place"),
    CHAINED_COMPARISON("BTQL-208", "a comparison of a comparison without parentheses"),
    MALFORMED_INTERVAL("BTQL-209", "an interval that is not a number and a unit"),
    RESERVED_WORD("BTQL-210", "a reserved word used as a name"),
    VALUE_OUT_OF_RANGE("BTQL-211", "a value that its clause cannot take"),
    UNKNOWN_TYPE("BTQL-212", "a type that CAST does not know"),
    MALFORMED_JSON("BTQL-213", "JSON that is broken"),
    UNEXPECTED_JSON("BTQL-214", "JSON that is not the form of a query or an expression"),

    UNKNOWN_FIELD("BTQL-301", "a field that rows do not have, as far as is known; a warning"),
    UNKNOWN_FUNCTION("BTQL-302", "a function that does not exist"),
    WRONG_ARGUMENT_COUNT("BTQL-303", "a function with too few or too many arguments"),
    WRONG_ARGUMENT("BTQL-304", "an operand or argument that can have no meaning there"),
    MISPLACED_AGGREGATE("BTQL-305", "an aggregate where rows are not grouped, or within another aggregate"),
    NOT_A_DATE("BTQL-306", "a value beside a datetime that is no date; a warning"),
    MISPLACED_SPAN_FILTER("BTQL-307", "any_span or filter_spans nested too deep or where it cannot stand"),
    DIFFERENT_TYPES("BTQL-308", "a comparison of types that have no values in common; a warning"),
    AMBIGUOUS_NAME("BTQL-309", "a short name that several fields have"),
    DUPLICATE_OUTPUT("BTQL-310", "two columns of one name"),
    POSITION_OUT_OF_RANGE("BTQL-311", "a position beyond the list of columns"),
    NOT_GROUPED("BTQL-312", "a field that differs within a group"),
    MALFORMED_CURSOR("BTQL-313", "a cursor that no query gave"),
    CURSOR_WITH_SORT("BTQL-314", "a cursor with a sort that it cannot continue"),
    MISPLACED_PIVOT("BTQL-315", "a pivot without a group, or of what is no measure"),
    NOT_A_COLUMN("BTQL-316", "a name that the subquery does not give"),

    INCLUDES_IN_SQL("BTQL-401", "INCLUDES or CONTAINS in SQL"),
    PIVOT_VALUES("BTQL-402", "PIVOT with a list of values"),
    UNSUPPORTED_SQL("BTQL-403", "a part of SQL that Braintrust does not have"),
    UNSUPPORTED_OPERATOR("BTQL-404", "an operator of another language"),
    NOT_IN_DIALECT("BTQL-405", "a query that the other dialect cannot say"),

    TEXT_TOO_LONG("BTQL-501", "a text that is too long"),
    TOO_MANY_TOKENS("BTQL-502", "a text with too many words and signs"),
    TOO_DEEP("BTQL-503", "parentheses, functions or conditions that nest too deep"),
    CHAIN_TOO_LONG("BTQL-504", "operators that apply to each other's results too often");

    private final String code;
    private final String meaning;

    DiagnosticCode(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The stable identifier, for example {@code BTQL-201}. */
    public String code() {
        return code;
    }

    /** What it says in general, in a few words. */
    public String meaning() {
        return meaning;
    }
}
