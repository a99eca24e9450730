package io.btautomations.btql.grammar;

import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.source.SourceSpan;

/** Findings that several places make. */
final class SyntaxErrors {

    private static final int LONGEST_QUOTE = 40;

    private SyntaxErrors() {}

    static RejectedText tooManyTokens(int limit, Token token) {
        return new RejectedText(Diagnostic.error(
                DiagnosticCode.TOO_MANY_TOKENS,
                "the text has more than " + limit + " words and signs",
                AstFactory.span(token)));
    }

    static RejectedText chainedComparison(String quoted, SourceSpan span) {
        return new RejectedText(Diagnostic.error(
                        DiagnosticCode.CHAINED_COMPARISON, "comparisons do not chain: unexpected " + quoted, span)
                .withHint("join two comparisons with AND, or put one into parentheses"));
    }

    static RejectedText calculationWithList(String quoted, SourceSpan span) {
        return new RejectedText(Diagnostic.error(
                        DiagnosticCode.UNEXPECTED_TOKEN, "unexpected " + quoted + " after the list of IN", span)
                .withHint("put the comparison into parentheses"));
    }

    /** A user's text in single quotes, on one line, at most 40 characters of it. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        int length = text.codePointCount(0, text.length());
        text.codePoints()
                .limit(length > LONGEST_QUOTE ? LONGEST_QUOTE - 1 : LONGEST_QUOTE)
                .forEach(character -> {
                    if (Character.isISOControl(character) || Character.getType(character) == Character.LINE_SEPARATOR) {
                        quoted.append(' ');
                    } else {
                        quoted.appendCodePoint(character);
                    }
                });
        if (length > LONGEST_QUOTE) {
            quoted.append('…');
        }
        return quoted.append('\'').toString();
    }
}
