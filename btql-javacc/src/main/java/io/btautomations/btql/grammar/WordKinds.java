package io.btautomations.btql.grammar;

/** What kinds of tokens may be. */
final class WordKinds implements BtqlGrammarConstants {

    private static final boolean[] PLAIN_NAME = of(IDENTIFIER, QUOTED, BACKQUOTED);
    private static final boolean[] SHAPE = of(SPANS, TRACES, SUMMARY);
    private static final boolean[] CASE_WORD = of(WHEN, THEN, ELSE, END);
    private static final boolean[] ARITHMETIC = of(PLUS, MINUS, STAR, SLASH, PERCENT);
    private static final boolean[] RESERVED_IN_SQL =
            of(FROM, WHERE, GROUP, BY, HAVING, ORDER, LIMIT, OFFSET, PIVOT, UNPIVOT, TABLESAMPLE, SETTINGS, WITH, FOR);
    private static final boolean[] BEGINS_VALUE = of(
            INTEGER, DECIMAL, STRING, LPAREN, LBRACKET, LBRACE, NULL, TRUE, FALSE, CASE, INTERVAL, ISNULL, ISNOTNULL);
    private static final boolean[] COMPARISON_SIGN =
            of(EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, NULL_SAFE_EQUAL, NULL_SAFE_NOT_EQUAL);

    private WordKinds() {}

    static boolean isPlainName(int kind) {
        return PLAIN_NAME[kind];
    }

    static boolean isShape(int kind) {
        return SHAPE[kind];
    }

    static boolean isCaseWord(int kind) {
        return CASE_WORD[kind];
    }

    static boolean isArithmetic(int kind) {
        return ARITHMETIC[kind];
    }

    static boolean isComparisonSign(int kind) {
        return COMPARISON_SIGN[kind];
    }

    static boolean isReservedInSql(int kind) {
        return RESERVED_IN_SQL[kind];
    }

    /** Begins an operand, other than by a name or a minus. */
    static boolean beginsValue(int kind) {
        return BEGINS_VALUE[kind];
    }

    /** The head of a clause of BTQL. */
    static boolean isClause(int kind) {
        return kind >= SELECT && kind <= INFERENCE_BUDGET;
    }

    /** Reserved everywhere: never a name unless quoted, after a dot, or after AS. */
    static boolean isReserved(int kind) {
        return kind >= AND && kind <= SELECT;
    }

    /** A word that can be a name in some places, quoted or not. */
    static boolean isWord(int kind) {
        return kind > SELECT && kind <= BACKQUOTED;
    }

    /** A word that can name a function in both dialects, other than those that are also operators. */
    static boolean isFunctionName(int kind) {
        return kind > SELECT && kind <= IDENTIFIER && kind != CAST && !isReservedInSql(kind);
    }

    private static boolean[] of(int... kinds) {
        boolean[] table = new boolean[tokenImage.length];
        for (int kind : kinds) {
            table[kind] = true;
        }
        return table;
    }
}
