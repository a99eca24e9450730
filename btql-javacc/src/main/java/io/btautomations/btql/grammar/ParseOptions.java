package io.btautomations.btql.grammar;

/**
 * How texts are read.
 *
 * @param limits how much is read
 * @param includesInSql whether {@code INCLUDES} and {@code CONTAINS} are operators of SQL, as they were in Braintrust
 *     until the spring of 2026
 */
public record ParseOptions(ParseLimits limits, boolean includesInSql) {

    /** What Braintrust accepts today, within {@link ParseLimits#STANDARD}. */
    public static final ParseOptions STANDARD = new ParseOptions(ParseLimits.STANDARD, false);
}
