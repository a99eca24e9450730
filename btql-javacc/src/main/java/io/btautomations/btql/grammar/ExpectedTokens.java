package io.btautomations.btql.grammar;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What could have stood at a place, in words a person would use. */
final class ExpectedTokens implements BtqlGrammarConstants {

    private static final int MOST = 8;

    private final BitSet kinds = new BitSet();

    ExpectedTokens(int[][] sequences) {
        for (int[] sequence : sequences) {
            kinds.set(sequence[0]);
        }
    }

    boolean contains(int kind) {
        return kinds.get(kind);
    }

    boolean isOnly(int kind) {
        return kinds.get(kind) && kinds.cardinality() == 1;
    }

    /** Whether an expression could have begun here. */
    boolean isExpression() {
        return isExpression(kinds);
    }

    /** The expectations, sorted, at most eight; whole families of tokens are one word. */
    List<String> names() {
        BitSet left = (BitSet) kinds.clone();
        TreeSet<String> names = new TreeSet<>();
        if (isExpression(left)) {
            names.add("expression");
            clearExpressionStarts(left);
        }
        if (left.get(PLUS)) {
            names.add("operator");
            clearOperators(left);
        } else if (left.get(DOT)) {
            clear(left, DOT, LBRACKET, DOUBLE_COLON, QUESTION);
        }
        if (left.get(ASC) && !left.get(IDENTIFIER)) {
            names.add("ASC");
            names.add("DESC");
        }
        if (left.get(SORT) && left.get(SAMPLE)) {
            names.add(left.get(IDENTIFIER) ? "name" : "clause");
            clearWords(left);
        }
        if (left.get(HAVING) && left.get(OFFSET)) {
            names.add("clause");
            clear(left, WHERE, GROUP, HAVING, ORDER, LIMIT, OFFSET, UNPIVOT, PIVOT, TABLESAMPLE, SETTINGS);
        }
        if (left.get(STRING) || (left.get(QUOTED) && !left.get(IDENTIFIER))) {
            names.add("string");
            clear(left, STRING, QUOTED);
        }
        if (left.get(IDENTIFIER) || left.get(BACKQUOTED)) {
            names.add("name");
            clear(left, IDENTIFIER, QUOTED, BACKQUOTED);
        }
        if (left.get(INTEGER)) {
            names.add(left.get(DECIMAL) ? "number" : "whole number");
            clear(left, INTEGER, DECIMAL);
        }
        if (left.get(EOF)) {
            names.add("end of text");
            clear(left, EOF, SEMICOLON, PIPE);
        }
        left.stream().forEach(kind -> names.add(name(kind)));
        return names.stream().limit(MOST).toList();
    }

    /** Prefix operators can follow; where they do because any word can, so can a plain name but no brace. */
    private static boolean isExpression(BitSet kinds) {
        return kinds.get(ISNULL) && (kinds.get(LBRACE) || !kinds.get(IDENTIFIER));
    }

    private static String name(int kind) {
        String image = kind == EQUAL ? "\"=\"" : tokenImage[kind];
        String plain = image.substring(1, image.length() - 1);
        if (Character.isLetter(plain.charAt(0))) {
            return plain.toUpperCase(Locale.ROOT);
        }
        return "'" + plain + "'";
    }

    private static void clearExpressionStarts(BitSet left) {
        clear(left, NOT, MINUS, ISNULL, ISNOTNULL, NULL, TRUE, FALSE, STRING, QUOTED, BACKQUOTED, IDENTIFIER);
        clear(left, INTEGER, DECIMAL, CASE, WHEN, THEN, ELSE, END, CONTAINS, INCLUDES, INTERVAL, CAST);
        clear(left, LPAREN, LBRACKET, LBRACE);
        left.clear(INFER, SUMMARY + 1);
    }

    private static void clearOperators(BitSet left) {
        left.clear(EQUAL, PERCENT + 1);
        clear(left, AND, OR, NOT, IS, IN, LIKE, ILIKE, MATCH, INCLUDES, CONTAINS, BETWEEN);
        clear(left, QUESTION, DOT, LBRACKET, DOUBLE_COLON, LPAREN);
    }

    private static void clearWords(BitSet left) {
        left.clear(AND, SUMMARY + 1);
        clear(left, IDENTIFIER, QUOTED, BACKQUOTED);
    }

    private static void clear(BitSet left, int... kinds) {
        for (int kind : kinds) {
            left.clear(kind);
        }
    }
}
